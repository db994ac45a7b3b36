import type { Mail, Message } from "@platform/kit";
import { beforeAll, describe, expect, it } from "vitest";

/** What every way of sending mail must do; `arrived` answers with what came, the newest first. */
export function mailConforms(kind: string, open: () => Promise<{ mail: Mail; arrived(): Promise<Message[]> }>) {
  describe(`mail ${kind}`, () => {
    let opened: Awaited<ReturnType<typeof open>>;
    beforeAll(async () => {
      opened = await open();
    });

    it("arrives whole, with its headers, in any alphabet", async () => {
      const message = {
        id: "0198c0de-0000-7000-8000-000000000001",
        to: "reader@example.org",
        subject: "Добро пожаловать — welcome",
        text: "Обычный текст\n",
        html: "<p>Обычный текст</p>",
        headers: {
          "List-Unsubscribe": "<http://localhost/unsubscribe?token=x>",
          "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        },
      };
      await opened.mail.send(message);
      const [newest] = await opened.arrived();
      expect(newest).toMatchObject({ to: message.to, subject: message.subject, headers: message.headers });
      expect(newest?.text.trim()).toBe(message.text.trim());
      expect(newest?.html.trim()).toBe(message.html);
      expect(newest?.id).toContain(message.id);
    });
  });
}
