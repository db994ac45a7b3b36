// The authorisation test matrix, made from the contracts: each method as each kind of caller that it must not let in.
import { status } from "@grpc/grpc-js";
import { Access } from "@platform/contract/platform/options/v1/options_pb.ts";
import { type MethodContract, methods, type RoleName } from "@platform/kit";
import { startTestPlatform, type TestPlatform } from "@platform/kit/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { declared } from "./declared.ts";
import { createRawClient, type Outcome } from "./raw-client.ts";

let platform: TestPlatform;
let client: ReturnType<typeof createRawClient>;
let webPort: number;
beforeAll(async () => {
  platform = await startTestPlatform(Object.values(declared));
  client = createRawClient(platform.address);
  webPort = platform.host.doors.get("bff")?.port as number;
});
afterAll(async () => {
  client?.close();
  await platform?.stop();
});

const httpCodes: Record<number, number> = { 401: status.UNAUTHENTICATED, 403: status.PERMISSION_DENIED };

/** Calls a method with an empty request: admission comes before everything else. */
async function call(method: MethodContract, headers: Record<string, string>): Promise<Outcome> {
  if (method.service !== "bff") return client.call(method, Buffer.alloc(0), headers);
  const response = await fetch(`http://127.0.0.1:${webPort}${method.path}`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: "{}",
  });
  await response.body?.cancel();
  return { code: httpCodes[response.status] ?? status.OK, reason: "" };
}

async function as(person: Parameters<TestPlatform["as"]>[0]) {
  return { authorization: `Bearer ${(await platform.as(person)).token}` };
}

const all = [...methods.values()];
const guarded = all.filter(({ options }) => options.access !== Access.PUBLIC);
const forPeople = guarded.filter(({ options }) => options.access !== Access.SERVICE);
const named = (list: MethodContract[]) => list.map((method) => [method.path, method] as const);

/** Every role that lets a person in, and so what a person without any of them holds. */
function letIn({ options }: MethodContract): RoleName[] {
  if (options.access === Access.ADMIN) return ["ADMIN"];
  if (options.access === Access.STAFF) return ["STAFF", "ADMIN"];
  return options.roles as RoleName[];
}
const every: RoleName[] = ["USER", "MENTOR", "FOUNDER", "INVESTOR", "STAFF", "ADMIN"];

describe("a method that is not public", () => {
  it.each(named(guarded))("%s refuses strangers, ended, foreign and revoked tokens", async (_path, method) => {
    const outcomes = {
      anonymous: await call(method, {}),
      nonsense: await call(method, { authorization: "Bearer nonsense" }),
      expired: await call(method, await as({ roles: every, expiresIn: -1 })),
      "wrong audience": await call(method, await as({ roles: every, audience: "elsewhere" })),
      revoked: await call(method, await revoked()),
    };
    for (const [who, { code }] of Object.entries(outcomes)) expect(code, who).toBe(status.UNAUTHENTICATED);
  });

  async function revoked() {
    const sessionId = crypto.randomUUID();
    await platform.host.parts.kv.set(`revoked:${sessionId}`, "1", { ttl: 60_000 });
    return as({ roles: every, sessionId });
  }
});

describe("a method for some roles", () => {
  it.each(named(guarded.filter((method) => letIn(method).length > 0)))(
    "%s refuses all others",
    async (_path, method) => {
      for (const role of every.filter((one) => !letIn(method).includes(one))) {
        expect((await call(method, await as({ roles: [role] }))).code, role).toBe(status.PERMISSION_DENIED);
      }
    },
  );
});

describe("a scoped credential", () => {
  it.each(named(forPeople))("is refused at %s without its scopes", async (_path, method) => {
    const { code } = await call(method, await as({ roles: every, scopes: ["nothing.read"] }));
    expect(code).toBe(status.PERMISSION_DENIED);
  });
});

describe("a method that asks for a fresh proof", () => {
  const fresh = forPeople.filter(({ reauthentication }) => reauthentication !== undefined);
  it.each(named(fresh))("%s refuses an old session", async (_path, method) => {
    const authTime = new Date(Date.now() - (method.reauthentication ?? 0) - 1000);
    expect(await call(method, await as({ roles: every, authTime }))).toEqual({
      code: status.PERMISSION_DENIED,
      reason: "REAUTHENTICATION_REQUIRED",
    });
  });
});

describe("who may", () => {
  const own = guarded.filter(({ service }) => service !== "bff");
  it.each(named(own))("%s lets in those whom its contract names", async (_path, method) => {
    const headers =
      method.options.access === Access.SERVICE
        ? { "x-service-proof": await platform.proof("learning") }
        : await as({ roles: every });
    const { code, reason } = await call(method, headers);
    // Auth knows no such account; that is found out after admission.
    if (reason === "ACCOUNT_GONE") return;
    expect([status.UNAUTHENTICATED, status.PERMISSION_DENIED]).not.toContain(code);
  });
});
