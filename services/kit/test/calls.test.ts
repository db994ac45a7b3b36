import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { Client, credentials, status } from "@grpc/grpc-js";
import { NotificationServiceDefinition } from "@platform/grpc/platform/notification/v1/notification_service.ts";
import { defineService, implement, type Refusal, refuse } from "@platform/kit";
import { startTestPlatform, type TestPlatform } from "@platform/kit/testing";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

/** What the handlers of the service under test saw and shall do. */
const probe = {
  unread: 0,
  cancelled: undefined as unknown,
  list: async (_: { sleep: (seconds: number) => Promise<unknown> }): Promise<void> => undefined,
};

const inbox = defineService({
  name: "notification",
  rpc: [
    implement(NotificationServiceDefinition, {
      async listNotifications(_request, ctx) {
        await probe.list({ sleep: (seconds) => ctx.db.execute(sql`select pg_sleep(${seconds})`) });
        return { unreadCount: probe.unread };
      },
      async *watchNotifications(_request, ctx) {
        for (let count = 1; !ctx.signal.aborted; count++) {
          yield { unreadCount: count };
          await sleep(5);
        }
      },
      async markNotificationsRead() {
        throw new Error("a secret of ours");
      },
      async archiveNotifications() {
        throw refuse.state("INBOX_CLOSED", "The inbox is closed.", { retryAfterMs: 1500, metadata: { why: "test" } });
      },
    }),
  ],
});

let platform: TestPlatform;
beforeAll(async () => {
  platform = await startTestPlatform([inbox]);
});
afterAll(() => platform?.stop());

const refusalOf = (call: Promise<unknown>): Promise<Refusal> =>
  call.then(
    () => {
      throw new Error("the call was answered");
    },
    (error) => error as Refusal,
  );

describe("a call through the kit", () => {
  it("is answered for a person whom the contract lets in", async () => {
    probe.unread = 7;
    const client = platform.client(NotificationServiceDefinition, await platform.as());
    expect((await client.listNotifications({})).unreadCount).toBe(7);
  });

  it("is refused to strangers, ended tokens, other audiences, services and lacking scopes", async () => {
    const call = async (as: Parameters<TestPlatform["client"]>[1]) =>
      refusalOf(platform.client(NotificationServiceDefinition, as).listNotifications({}));
    expect((await call("anonymous")).reason).toBe("SIGN_IN_REQUIRED");
    expect((await call(await platform.as({ expiresIn: -1 }))).reason).toBe("TOKEN_EXPIRED");
    expect((await call(await platform.as({ audience: "elsewhere" }))).reason).toBe("TOKEN_INVALID");
    expect((await call({ token: "nonsense" })).reason).toBe("TOKEN_INVALID");
    expect((await call({ service: "learning" })).reason).toBe("ACCESS_DENIED");
    expect((await call(await platform.as({ scopes: ["learning.read"] }))).reason).toBe("SCOPE_MISSING");
    const session = await platform.as({ sessionId: "ended" });
    await platform.host.parts.kv.set("revoked:ended", "1", { ttl: 60_000 });
    expect((await call(session)).reason).toBe("SESSION_ENDED");
  });

  it("names every wrong field of its request", async () => {
    const client = platform.client(NotificationServiceDefinition, await platform.as());
    const refusal = await refusalOf(client.listNotifications({ pageSize: 101, pageToken: "x".repeat(600) }));
    expect(refusal.kind).toBe("invalid");
    expect(Object.keys(refusal.fields).sort()).toEqual(["page_size", "page_token"]);
    const nested = await refusalOf(client.archiveNotifications({ notificationIds: ["not an id"] }));
    expect(Object.keys(nested.fields)).toEqual(["notification_ids[0]"]);
  });

  it("carries a refusal whole: reason, message, metadata, when to retry", async () => {
    const client = platform.client(NotificationServiceDefinition, await platform.as());
    const ids = ["0198c0de-0000-7000-8000-000000000000"];
    const refusal = await refusalOf(client.archiveNotifications({ notificationIds: ids }));
    expect(refusal).toMatchObject({
      kind: "state",
      reason: "INBOX_CLOSED",
      message: "The inbox is closed.",
      retryAfterMs: 1500,
      metadata: { why: "test" },
    });
  });

  it("tells nothing of an error that nobody meant to show", async () => {
    const client = platform.client(NotificationServiceDefinition, await platform.as());
    const error = await refusalOf(client.markNotificationsRead({}));
    expect(error.message).toContain("INTERNAL");
    expect(error.message).not.toContain("a secret of ours");
  });

  it("is limited as its contract says, caller by caller", async () => {
    const client = platform.client(NotificationServiceDefinition, await platform.as());
    const other = platform.client(NotificationServiceDefinition, await platform.as());
    const outcomes = await Promise.allSettled(Array.from({ length: 250 }, () => client.listNotifications({})));
    const refused = outcomes.filter((outcome) => outcome.status === "rejected");
    expect(refused.length).toBeGreaterThanOrEqual(5);
    expect((refused[0] as PromiseRejectedResult).reason).toMatchObject({ reason: "RATE_LIMITED", kind: "exhausted" });
    await expect(other.listNotifications({})).resolves.toBeDefined();
  });

  it("streams until the caller leaves", async () => {
    const client = platform.client(NotificationServiceDefinition, await platform.as());
    const seen: number[] = [];
    for await (const message of client.watchNotifications({})) {
      seen.push(message.unreadCount);
      if (seen.length === 3) break;
    }
    expect(seen).toEqual([1, 2, 3]);
  });

  it("ends once the caller has asked all that they ask, as reflection does", async () => {
    const client = new Client(platform.address, credentials.createInsecure());
    const asIs = (bytes: Buffer) => bytes;
    const path = "/grpc.reflection.v1.ServerReflection/ServerReflectionInfo";
    const call = client.makeBidiStreamRequest(path, asIs, asIs);
    const ended = once(call, "status");
    // ServerReflectionRequest { list_services: "" }
    call.write(Buffer.from([0x3a, 0]));
    const [answer] = (await once(call, "data")) as [Buffer];
    expect(answer.toString("latin1")).toContain("platform.notification.v1.NotificationService");
    call.end();
    expect(await ended).toMatchObject([{ code: status.OK }]);
    client.close();
  });

  it("cancels its query in PostgreSQL when the caller leaves", async () => {
    const started = Date.now();
    const leave = new AbortController();
    let outcome: Promise<unknown> = Promise.resolve();
    probe.list = async ({ sleep: sleepInDatabase }) => {
      outcome = sleepInDatabase(15).catch((error: { cause?: { code?: string } }) => error.cause?.code);
      await outcome;
    };
    const client = platform.client(NotificationServiceDefinition, await platform.as());
    const call = client.listNotifications({}, { signal: leave.signal }).catch(() => undefined);
    await sleep(200);
    leave.abort();
    await call;
    expect(await outcome).toBe("57014");
    expect(Date.now() - started).toBeLessThan(5000);
    probe.list = async () => undefined;
  });

  it("ends with DEADLINE_EXCEEDED when it takes longer than its contract allows", async () => {
    probe.list = () => sleep(12_000);
    const client = platform.client(NotificationServiceDefinition, await platform.as());
    expect((await refusalOf(client.listNotifications({}))).reason).toBe("DEADLINE_PASSED");
    probe.list = async () => undefined;
  });
});
