import { AccountServiceDefinition } from "@platform/grpc/platform/auth/v1/account_service.ts";
import { SessionServiceDefinition } from "@platform/grpc/platform/auth/v1/session_service.ts";
import { Language } from "@platform/grpc/platform/common/v1/common.ts";
import { type Client, type Host, Refusal } from "@platform/kit";
import { fillHandbook } from "./demo-handbook.ts";
import { fillLearning } from "./demo-learning.ts";
import { fillNews } from "./demo-news.ts";

/** The people of the demo space. */
export const demoPeople = {
  admin: { email: "admin@example.org", name: "Анна Админова", language: Language.RU },
  learner: { email: "learner@example.org", name: "Lena Learner", language: Language.EN },
} as const;

/** The services that the demo space is made with. */
export const demoNeeds = ["auth", "user", "learning", "knowledge", "news", "notification"] as const;

/**
 * Fills the demo space through the public contracts, as people would. What is there already is left as it is, so that
 * a start that was cut short is gone on with.
 */
export async function fillDemo(host: Host, password: string): Promise<void> {
  await Promise.all(Object.values(demoPeople).map((person) => admitPerson(host, person, password)));
  await host.settled();
  const admin = await tokenOf(host, demoPeople.admin.email, password);
  const learner = await tokenOf(host, demoPeople.learner.email, password);
  // Each is of a service of its own, and waits for it most of the time.
  await Promise.all([
    fillLearning(host, { admin, learner, language: demoPeople.learner.language }),
    fillHandbook(host, { admin, learner }),
    fillNews(host, admin),
  ]);
  await host.settled();
}

async function admitPerson(host: Host, person: (typeof demoPeople)["admin" | "learner"], password: string) {
  const { email } = person;
  const accounts = host.parts.peers.client(AccountServiceDefinition, { from: "", token: undefined });
  const reason = await reasonOf(tokenOf(host, email, password));
  if (reason === undefined) return;
  await (reason === "EMAIL_UNCONFIRMED"
    ? accounts.resendConfirmation({ email })
    : accounts.register({ ...person, password }));
  await confirmByMail(host, accounts, email);
}

async function tokenOf(host: Host, email: string, password: string): Promise<string> {
  const sessions = host.parts.peers.client(SessionServiceDefinition, { from: "", token: undefined });
  const { outcome } = await sessions.logIn({ email, password });
  if (outcome?.$case !== "tokens") throw new Error(`${email} was asked for a second factor`);
  return outcome.value.accessToken;
}

const patienceMs = 15_000;

/**
 * Confirms an address as its owner would, by the code that was mailed. After a start that was cut short the mail of
 * that one, whose code is no longer right, may come before the new one.
 */
async function confirmByMail(host: Host, accounts: Client<typeof AccountServiceDefinition>, email: string) {
  const tried = new Set<string>();
  for (const late = Date.now() + patienceMs; Date.now() < late; ) {
    const mails = host.parts.capturedMail?.().filter((message) => message.to === email) ?? [];
    const codes = mails.flatMap(({ text }) => /token=([\w-]+)/.exec(text)?.[1] ?? []);
    const token = codes.find((code) => !tried.has(code));
    if (token === undefined) {
      await new Promise((resolve) => setTimeout(resolve, 50));
      continue;
    }
    tried.add(token);
    const reason = await reasonOf(accounts.confirmEmail({ token }));
    if (reason === undefined) return;
    if (reason !== "TOKEN_INVALID") throw new Error(`${email} could not be confirmed: ${reason}`);
  }
  throw new Error(`No mail to ${email} with a code that works was captured`);
}

/** Why a call was refused; undefined where it was not. */
function reasonOf(call: Promise<unknown>): Promise<string | undefined> {
  return call.then(
    () => undefined,
    (error: unknown) => (error instanceof Refusal ? error.reason : Promise.reject(error)),
  );
}
