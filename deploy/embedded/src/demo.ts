import { AccountServiceDefinition } from "@platform/grpc/platform/auth/v1/account_service.ts";
import { Language } from "@platform/grpc/platform/common/v1/common.ts";
import type { Host } from "@platform/kit";

/** The people of the demo space. */
export const demoPeople = {
  admin: { email: "admin@example.org", name: "Анна Админова", language: Language.RU },
  learner: { email: "learner@example.org", name: "Lena Learner", language: Language.EN },
} as const;

/** Fills the demo space through the public contracts, as people would. */
export async function fillDemo(host: Host, password: string): Promise<void> {
  const accounts = host.parts.peers.client(AccountServiceDefinition, { from: "", token: undefined });
  for (const person of Object.values(demoPeople)) {
    await accounts.register({ ...person, password });
    await accounts.confirmEmail({ token: await mailedToken(host, person.email) });
  }
  await host.settled();
}

const patienceMs = 15_000;

/** The code of the newest mail to an address, as its owner would click it. */
async function mailedToken(host: Host, email: string): Promise<string> {
  for (const late = Date.now() + patienceMs; Date.now() < late; ) {
    const mail = host.parts.capturedMail?.().find((message) => message.to === email);
    const token = mail && /token=([\w-]+)/.exec(mail.text)?.[1];
    if (token) return token;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`No mail to ${email} was captured`);
}
