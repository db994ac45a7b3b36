import { Writable } from "node:stream";
import { SessionServiceDefinition } from "@platform/grpc/platform/auth/v1/session_service.ts";
import { createLogger, defineService, implement } from "@platform/kit";
import { startTestPlatform, type TestPlatform } from "@platform/kit/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const written: string[] = [];
const paper = new Writable({
  write(chunk: Buffer, _encoding, done) {
    written.push(chunk.toString());
    done();
  },
});

const answers = async () => ({ outcome: { $case: "challenge", value: { challengeId: "SECRET-CHALLENGE" } } }) as never;
const sessions = defineService({
  name: "auth",
  rpc: [implement(SessionServiceDefinition, new Proxy({}, { get: () => answers }) as never)],
});

let platform: TestPlatform;
beforeAll(async () => {
  platform = await startTestPlatform([sessions], { logger: createLogger("debug", paper), adminPort: 0 });
});
afterAll(() => platform?.stop());

describe("the log", () => {
  it("tells of a call who, what, how and how long, and shows no sensitive field", async () => {
    const client = platform.client(SessionServiceDefinition);
    await client.logIn({ email: "SECRET-ADDRESS@example.org", password: "SECRET-PASSWORD" });
    await client.refreshSession({ refreshToken: "SECRET-TOKEN-OF-SOME-LENGTH" });
    await expect(client.logIn({ email: "", password: "SECRET-PASSWORD" })).rejects.toThrow();
    const { token } = await platform.as();
    await platform.client(SessionServiceDefinition, { token }).listSessions({});
    const all = written.join("");
    expect(all).not.toContain("SECRET");
    expect(all).not.toContain(token);
    const lines = all
      .split("\n")
      .filter(Boolean)
      .map((line) => JSON.parse(line));
    const line = lines.find((one) => one.method?.endsWith("/LogIn"));
    expect(line).toMatchObject({ status: "OK", caller: "anonymous", service: "auth", ms: expect.any(Number) });
    expect(line.requestId).toMatch(/^[0-9a-f-]{36}$/);
    expect(line.request).toEqual({ email: "[sensitive]", password: "[sensitive]" });
    expect(lines.find((one) => one.reason === "REQUEST_INVALID")).toMatchObject({ status: "INVALID_ARGUMENT" });
  });
});

describe("the admin port", () => {
  it("tells Prometheus of every call by method and code, of lag and of connections", async () => {
    await platform.client(SessionServiceDefinition).getKeys({});
    const text = await (await fetch(`http://127.0.0.1:${platform.host.adminPort}/metrics`)).text();
    expect(text).toMatch(/rpc_server_duration_seconds_count\{.*GetKeys.*code="OK"\} 1/);
    expect(text).toMatch(/outbox_pending_events\{service="auth"\} 0/);
    expect(text).toMatch(/db_client_connections_used\{service="auth"\} 0/);
    const ready = await fetch(`http://127.0.0.1:${platform.host.adminPort}/readyz`);
    expect(await ready.json()).toMatchObject({ ready: true, services: { auth: { database: "up" } } });
  });
});
