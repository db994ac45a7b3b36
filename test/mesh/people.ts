import { setTimeout as sleep } from "node:timers/promises";
import { AccountServiceDefinition } from "@platform/grpc/platform/auth/v1/account_service.ts";
import { SessionServiceDefinition } from "@platform/grpc/platform/auth/v1/session_service.ts";
import { Language } from "@platform/grpc/platform/common/v1/common.ts";
import { readConfig } from "@platform/kit";
import { connectTo } from "@platform/kit/testing";
import type { Topology } from "@platform/mesh";
import { decodeJwt } from "jose";

const password = "a horse, a battery and a staple";
const patienceMs = 60_000;

/** Somebody with an account on a topology. */
export interface Person {
  id: string;
  email: string;
  token: string;
  refreshToken: string;
}

/** Clients of a topology's services, past Envoy, spread over the processes of each. */
export function clientsOf({ env }: Pick<Topology, "env">): ReturnType<typeof connectTo> {
  const { peers, secret } = readConfig(env);
  return connectTo(peers, secret);
}

/** Signs somebody up, confirms the address from the mail that was really sent, and logs in. */
export async function enter(topology: Topology, clients: ReturnType<typeof connectTo>, name: string): Promise<Person> {
  const email = `${name}@example.org`;
  // Each at an address of their own, so that nobody uses up another's limits.
  const from = `10.1.${name.length}.${[...name].reduce((sum, letter) => (sum * 7 + letter.charCodeAt(0)) % 250, 1)}`;
  const accounts = clients.client(AccountServiceDefinition, "anonymous", from);
  await accounts.register({ email, password, name, language: Language.EN });
  await accounts.confirmEmail({ token: await codeFor(topology, email) });
  return logIn(clients, email, from);
}

/** A session of somebody who has an account. */
export async function logIn(clients: ReturnType<typeof connectTo>, email: string, from: string): Promise<Person> {
  const { outcome } = await clients.client(SessionServiceDefinition, "anonymous", from).logIn({ email, password });
  if (outcome?.$case !== "tokens") throw new Error(`${email} was asked for a second factor`);
  const { accessToken, refreshToken } = outcome.value;
  return { id: decodeJwt(accessToken).sub as string, email, token: accessToken, refreshToken };
}

async function codeFor({ parts }: Topology, email: string): Promise<string> {
  for (const late = Date.now() + patienceMs; Date.now() < late; await sleep(100)) {
    const mail = (await parts.smtp.mails()).find(({ to }) => to.includes(email));
    const token = /token=([\w-]+)/.exec(mail?.text ?? "")?.[1];
    if (token) return token;
  }
  throw new Error(`No mail to ${email} came`);
}
