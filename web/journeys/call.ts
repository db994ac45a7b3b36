import type { Person } from "./person.ts";

/** Calls a method of the platform as an open page of it would: to set a scene that is no part of the journey. */
export async function call<Answer>({ page }: Person, method: string, body: object): Promise<Answer> {
  const answer = await page.evaluate(
    async ([path, text]) => {
      const response = await fetch(`/platform.${path}`, {
        method: "POST",
        headers: { "content-type": "application/json", "connect-protocol-version": "1" },
        body: text,
      });
      return { ok: response.ok, text: await response.text() };
    },
    [method, JSON.stringify(body)] as const,
  );
  if (!answer.ok) throw new Error(answer.text);
  return JSON.parse(answer.text) as Answer;
}
