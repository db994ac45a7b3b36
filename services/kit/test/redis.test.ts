import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Writable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import { createLogger, Refusal } from "@platform/kit";
import { type Part, startRedis } from "@platform/parts";
import { describePart } from "@platform/parts/testing";
import { Redis } from "ioredis";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { KeyValue } from "../src/parts/key-value.ts";
import { openRedisKeyValue } from "../src/parts/redis-key-value.ts";
import { keyValueConforms } from "./conformance/key-value.ts";

const silent = createLogger("silent");

describePart("with Redis", "redis-server", () => {
  let folder: string;
  let redis: Part;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "platform-redis-"));
    redis = await startRedis({ folder });
  });
  afterAll(async () => {
    await redis?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  keyValueConforms("in Redis", async () => {
    const [kv, other] = [await openRedisKeyValue(redis.url, silent), await openRedisKeyValue(redis.url, silent)];
    return {
      kv,
      other,
      async reopen() {
        await Promise.all([kv.close(), other.close()]);
        await redis.kill();
        await redis.restart();
        return openRedisKeyValue(redis.url, silent);
      },
    };
  });

  /** Runs work on a view of the store, and with a client of its own. */
  async function use(work: (kv: KeyValue, client: Redis) => Promise<void>, url = redis.url): Promise<void> {
    const client = new Redis(redis.url, { lazyConnect: true });
    await client.connect();
    const kv = await openRedisKeyValue(url, silent);
    try {
      await work(kv, client);
    } finally {
      await kv.close();
      client.disconnect();
    }
  }

  async function refused(call: Promise<unknown>): Promise<Refusal> {
    const error = await call.then(
      () => undefined,
      (why: unknown) => why,
    );
    expect(error).toBeInstanceOf(Refusal);
    return error as Refusal;
  }

  describe("the store that is away", () => {
    it("refuses each call within a second and a half, with its cause, and answers again once it is back", async () => {
      await use(async (kv) => {
        const keep = { ttl: 60_000, durable: true };
        await kv.set("before", "1", keep);
        for (const signal of ["SIGSTOP", "SIGKILL"] as const) {
          await redis.kill(signal);
          const begun = performance.now();
          const refusals = await Promise.all([
            refused(kv.get("before")),
            refused(kv.set("x", "1", keep)),
            refused(kv.add("y", "1", keep)),
            refused(kv.swap("before", "1", "2", keep)),
            refused(kv.delete("before")),
            refused(kv.take("limit", { perMinute: 60, burst: 1 })),
          ]);
          expect(performance.now() - begun).toBeLessThan(1500);
          for (const { kind, reason, retryAfterMs, cause } of refusals) {
            expect([kind, reason, retryAfterMs]).toEqual(["unavailable", "KEY_VALUE_UNAVAILABLE", 1000]);
            expect(cause).toBeInstanceOf(Error);
          }
          if (signal === "SIGSTOP") await redis.kill("SIGCONT");
          else await redis.restart();
          for (const late = Date.now() + 10_000; Date.now() < late; await sleep(20)) {
            if (await kv.add(`back after ${signal}`, "1", keep).catch(() => false)) break;
          }
          expect(await kv.get(`back after ${signal}`)).toBe("1");
        }
      });
    });

    it("is said at the start, with its place", async () => {
      const gone = "redis://127.0.0.1:1";
      await expect(openRedisKeyValue(gone, silent)).rejects.toThrow("Redis does not answer at 127.0.0.1:1");
    });
  });

  it("forgets a limit once it is full again", async () => {
    await use(async (kv, client) => {
      // Full again after three seconds.
      await kv.take("brief", { perMinute: 20, burst: 3 });
      const left = await client.pttl("limit:brief");
      expect(left).toBeGreaterThan(0);
      expect(left).toBeLessThanOrEqual(3002);
      await sleep(left + 50);
      expect(await client.exists("limit:brief")).toBe(0);
    });
  });

  it("acknowledges what is durable once a replica has it, so that a failover loses nothing", async () => {
    const replica = await startRedis({ folder: join(folder, "replica") });
    const second = new Redis(replica.url, { lazyConnect: true });
    try {
      await second.connect();
      await use(async (kv, client) => {
        // As it comes, Redis waits five seconds for more replicas before it hands on what it has.
        await client.config("SET", "repl-diskless-sync-delay", "0");
        expect(await refused(kv.set("alone", "1", { ttl: 60_000, durable: true }))).toMatchObject({
          reason: "KEY_VALUE_UNAVAILABLE",
          cause: new Error("0 of 1 replicas have it"),
        });
        await kv.set("passing", "1", { ttl: 60_000 });
        await second.replicaof("127.0.0.1", new URL(redis.url).port);
        const linked = async () => (await second.info("replication")).includes("master_link_status:up");
        await vi.waitFor(async () => expect(await linked()).toBe(true), { timeout: 15_000 });
        const keys = Array.from({ length: 100 }, (_, n) => `both-${n}`);
        await Promise.all(keys.map((key) => kv.set(key, key, { ttl: 60_000, durable: true })));
        await redis.kill();
        await second.replicaof("NO", "ONE");
        const survivor = await openRedisKeyValue(replica.url, silent);
        expect(await Promise.all(keys.map((key) => survivor.get(key)))).toEqual(keys);
        await survivor.close();
      }, `${redis.url}?replicas=1`);
    } finally {
      second.disconnect();
      await replica.stop();
      await redis.restart();
    }
  }, 40_000);

  it("says how Redis must keep its writes, where it does not", async () => {
    const lines: string[] = [];
    const log = createLogger("warn", new Writable({ write: (line, _, done) => done(void lines.push(String(line))) }));
    await use(async (_kv, client) => {
      await (await openRedisKeyValue(redis.url, log)).close();
      expect(lines).toEqual([]);
      await client.config("SET", "appendfsync", "everysec");
      await (await openRedisKeyValue(redis.url, log)).close();
      await client.config("SET", "appendfsync", "always");
      expect(lines.join()).toContain("set `appendonly yes` and `appendfsync always`");
    });
  });
});
