import { setTimeout as sleep } from "node:timers/promises";
import type { KeyValue } from "@platform/kit";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

/** What every key-value store must do. `reopen` stops the store and starts it again on what it kept. */
export function keyValueConforms(kind: string, open: () => Promise<{ kv: KeyValue; reopen(): Promise<KeyValue> }>) {
  describe(`the key-value store ${kind}`, () => {
    let kv: KeyValue;
    let reopen: () => Promise<KeyValue>;
    const minute = { ttl: 60_000 };
    beforeAll(async () => {
      ({ kv, reopen } = await open());
    });
    afterAll(() => kv?.close());

    it("keeps, replaces and forgets", async () => {
      expect(await kv.get("a")).toBeUndefined();
      await kv.set("a", "1", minute);
      await kv.set("a", "2", minute);
      expect(await kv.get("a")).toBe("2");
      await kv.delete("a");
      await kv.delete("a");
      expect(await kv.get("a")).toBeUndefined();
    });

    it("lets an entry end", async () => {
      await kv.set("short", "1", { ttl: 40 });
      expect(await kv.get("short")).toBe("1");
      await sleep(80);
      expect(await kv.get("short")).toBeUndefined();
      expect(await kv.add("short", "2", minute)).toBe(true);
    });

    it("lets one of many add, and one of many swap", async () => {
      const adds = await Promise.all(Array.from({ length: 20 }, (_, n) => kv.add("once", String(n), minute)));
      expect(adds.filter(Boolean)).toHaveLength(1);
      await kv.set("turn", "0", minute);
      const swaps = await Promise.all(
        Array.from({ length: 20 }, (_, n) => kv.swap("turn", "0", String(n + 1), minute)),
      );
      expect(swaps.filter(Boolean)).toHaveLength(1);
      expect(await kv.swap("absent", "0", "1", minute)).toBe(false);
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
      kv = await reopen();
      const keys = ["kept", "added", "gone", "swapped"];
      expect(await Promise.all(keys.map((key) => kv.get(key)))).toEqual(["1", "2", undefined, "5"]);
    });
  });
}
