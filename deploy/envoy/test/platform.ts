import { setTimeout as sleep } from "node:timers/promises";
import { AccountServiceDefinition } from "@platform/grpc/platform/auth/v1/account_service.ts";
import { SessionServiceDefinition } from "@platform/grpc/platform/auth/v1/session_service.ts";
import type { Service } from "@platform/kit";
import { startTestPlatform, type TestPlatform } from "@platform/kit/testing";
import { decodeJwt } from "jose";
import { eachBackend, services } from "../../services.ts";

process.env.PLATFORM_SECRET_KEYS ??= `test:${Buffer.alloc(32, 7).toString("base64")}`;

/** Someone with an account. */
export interface Person {
  id: string;
  token: string;
}

/** The real platform, one process for all of it, with the keys of auth itself. */
export async function startPlatform() {
  const declared = await Promise.all(
    Object.keys(services).map(async (name) => ((await import(`@platform/${name}`)) as { default: Service }).default),
  );
  const platform = await startTestPlatform(declared, { testKeys: false });
  return {
    platform,
    behind: {
      addresses: eachBackend(() => platform.address),
      web: `127.0.0.1:${platform.host.doors.get("bff")?.port}`,
    },
    enter: (name: string) => enter(platform, name),
  };
}

const password = "a long enough password";

/** Signs somebody up, confirms the address from the letter, and logs in. */
async function enter(platform: TestPlatform, name: string): Promise<Person> {
  const email = `${name}@example.org`;
  // Each from an address of its own, so that nobody uses up another's limits.
  const from = `10.9.${name.length}.${name.charCodeAt(0)}`;
  const accounts = platform.client(AccountServiceDefinition, "anonymous", from);
  await accounts.register({ email, password, name, language: 2 });
  await accounts.confirmEmail({ token: await codeFor(platform, email) });
  await platform.settled();
  return logIn(platform, name, from);
}

/** The code of the letter that the notification service sends. */
async function codeFor(platform: TestPlatform, email: string): Promise<string> {
  for (let tries = 0; tries < 100; tries++) {
    for (const { to, text } of platform.mails()) {
      const token = to.includes(email) ? /token=([\w-]+)/.exec(text)?.[1] : undefined;
      if (token) return token;
    }
    await sleep(100);
  }
  throw new Error(`No letter with a code came to ${email}`);
}

/** A fresh session of somebody who has an account. */
export async function logIn(platform: TestPlatform, name: string, from = "10.9.0.1"): Promise<Person> {
  const sessions = platform.client(SessionServiceDefinition, "anonymous", from);
  const { outcome } = await sessions.logIn({ email: `${name}@example.org`, password });
  if (outcome?.$case !== "tokens") throw new Error("a second factor is asked for");
  const { accessToken } = outcome.value;
  return { id: decodeJwt(accessToken).sub as string, token: accessToken };
}
