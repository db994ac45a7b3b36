import { setTimeout as sleep } from "node:timers/promises";
import type { KeyValue } from "@platform/kit";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

interface OpenedStore {
  kv: KeyValue;
  /** Another process's view of the same store; the same where there is only one process. */
  other: KeyValue;
  /** Ends the store, killed where it is a server, starts it on what it kept, and answers with a view of it. */
  reopen(): Promise<KeyValue>;
}

/** What every key-value store must do. */
export function keyValueConforms(kind: string, open: () => Promise<OpenedStore>) {
  describe(`the key-value store ${kind}`, () => {
    let kv: KeyValue;
    let other: KeyValue;
    let reopen: () => Promise<KeyValue>;
    const minute = { ttl: 60_000 };
    /** Does it often at once, by both processes in turn. */
    const compete = <T>(times: number, act: (store: KeyValue, n: number) => Promise<T>) =>
      Promise.all(Array.from({ length: times }, (_, n) => act(n % 2 ? kv : other, n)));
    beforeAll(async () => {
      ({ kv, other, reopen } = await open());
    });
    afterAll(() => kv?.close());

    it("keeps, replaces and forgets", async () => {
      expect(await kv.get("a")).toBeUndefined();
      await kv.set("a", "1", minute);
      await kv.set("a", "Ж 2", minute);
      expect(await other.get("a")).toBe("Ж 2");
      await kv.delete("a");
      await kv.delete("a");
      expect(await other.get("a")).toBeUndefined();
    });

    it("lets an entry end", async () => {
      await kv.set("short", "1", { ttl: 40 });
      await kv.set("over", "1", { ttl: 0 });
      expect(await kv.get("short")).toBe("1");
      await sleep(80);
      expect(await kv.get("short")).toBeUndefined();
      expect(await kv.get("over")).toBeUndefined();
      expect(await kv.add("short", "2", minute)).toBe(true);
    });

    it("gives an entry that is set or swapped its own time", async () => {
      await kv.set("longer", "1", { ttl: 40 });
      await kv.set("longer", "2", minute);
      await kv.set("swapped on", "1", { ttl: 40 });
      await kv.swap("swapped on", "1", "2", minute);
      await sleep(80);
      expect([await kv.get("longer"), await kv.get("swapped on")]).toEqual(["2", "2"]);
    });

    it("lets one of many add, and one of many swap, whichever process they are in", async () => {
      const adds = await compete(50, (store, n) => store.add("once", String(n), minute));
      expect(adds.filter(Boolean)).toHaveLength(1);
      expect(await kv.get("once")).toBe(String(adds.indexOf(true)));
      await kv.set("turn", "0", minute);
      const swaps = await compete(50, (store, n) => store.swap("turn", "0", String(n + 1), minute));
      expect(swaps.filter(Boolean)).toHaveLength(1);
      expect(await kv.get("turn")).toBe(String(swaps.indexOf(true) + 1));
      expect(await kv.swap("absent", "0", "1", minute)).toBe(false);
      expect(await kv.get("absent")).toBeUndefined();
    });

    it("counts what is swapped in chains, none lost", async () => {
      await kv.set("count", "0", minute);
      await compete(20, async (store) => {
        for (;;) {
          const seen = (await store.get("count")) ?? "";
          if (await store.swap("count", seen, String(Number(seen) + 1), minute)) return;
        }
      });
      expect(await kv.get("count")).toBe("20");
    });

    it("admits exactly the burst of a limit, whichever process asks", async () => {
      const takes = await compete(50, (store) => store.take("shared", { perMinute: 1, burst: 17 }));
      expect(takes.filter(({ allowed }) => allowed)).toHaveLength(17);
      for (const { allowed, retryAfterMs } of takes) {
        if (allowed) expect(retryAfterMs).toBe(0);
        else expect(retryAfterMs).toBeGreaterThan(55_000);
        expect(retryAfterMs).toBeLessThanOrEqual(60_000);
      }
      expect((await kv.take("another", { perMinute: 1, burst: 1 })).allowed).toBe(true);
    });

    it("lets a burst through, then as many as refill", async () => {
      const limit = { perMinute: 600, burst: 5 };
      const first = await Promise.all(Array.from({ length: 8 }, () => kv.take("limit", limit)));
      expect(first.filter(({ allowed }) => allowed)).toHaveLength(5);
      const refused = first.find(({ allowed }) => !allowed);
      expect(refused?.retryAfterMs).toBeGreaterThan(0);
      expect(refused?.retryAfterMs).toBeLessThanOrEqual(100);
      await sleep(120);
      expect((await kv.take("limit", limit)).allowed).toBe(true);
    });

    it("has what was durable after a restart, and what was deleted no more", async () => {
      await kv.set("kept", "1", { ...minute, durable: true });
      await kv.add("added", "2", { ...minute, durable: true });
      await kv.set("gone", "3", { ...minute, durable: true });
      await kv.delete("gone");
      await kv.set("swapped", "4", { ...minute, durable: true });
      await kv.swap("swapped", "4", "5", { ...minute, durable: true });
      const many = Array.from({ length: 200 }, (_, n) => `session-${n}`);
      await Promise.all(many.map((key) => kv.set(key, key, { ...minute, durable: true })));
      kv = await reopen();
      const keys = ["kept", "added", "gone", "swapped"];
      expect(await Promise.all(keys.map((key) => kv.get(key)))).toEqual(["1", "2", undefined, "5"]);
      expect(await Promise.all(many.map((key) => kv.get(key)))).toEqual(many);
    });
  });
}
