import type { Keep, KeyValue, Limit } from "./key-value.ts";

/** Where the embedded store keeps its durable entries. */
export interface DurableEntries {
  load(): Promise<{ key: string; value: string; expires: number }[]>;
  /** Writes entries, or removes those without a value; resolves once they would survive a crash. */
  write(entries: { key: string; value: string | undefined; expires: number }[]): Promise<void>;
  close(): Promise<void>;
}

interface Entry {
  value: string;
  expires: number;
  durable: boolean;
}

const sweepEveryMs = 30_000;

/** The key-value store of a single process. Atomic since nothing else runs between a read and its write. */
export async function openMemoryKeyValue(durable?: DurableEntries): Promise<KeyValue> {
  const entries = new Map<string, Entry>();
  const limits = new Map<string, { tokens: number; at: number; fullAt: number }>();
  const unwritten = new Map<string, { value: string | undefined; expires: number }>();
  let writing: Promise<void> = Promise.resolve();
  let scheduled: Promise<void> | undefined;

  for (const { key, value, expires } of (await durable?.load()) ?? []) {
    entries.set(key, { value, expires, durable: true });
  }

  const sweep = setInterval(() => {
    const now = Date.now();
    for (const [key, entry] of entries) if (entry.expires <= now) entries.delete(key);
    for (const [key, limit] of limits) if (limit.fullAt <= now) limits.delete(key);
  }, sweepEveryMs);
  sweep.unref();

  // One write carries all changes made while the one before was under way.
  function persist(key: string, value: string | undefined, expires: number): Promise<void> {
    if (!durable) return Promise.resolve();
    unwritten.set(key, { value, expires });
    scheduled ??= writing.then(() => {
      scheduled = undefined;
      const batch = [...unwritten].map(([key, entry]) => ({ key, ...entry }));
      unwritten.clear();
      const written = durable.write(batch);
      writing = written.catch(() => undefined);
      return written;
    });
    return scheduled;
  }

  function live(key: string): Entry | undefined {
    const entry = entries.get(key);
    if (entry && entry.expires > Date.now()) return entry;
    entries.delete(key);
    return undefined;
  }

  function put(key: string, value: string, keep: Keep): Promise<void> {
    const expires = Date.now() + keep.ttl;
    const wasDurable = entries.get(key)?.durable ?? false;
    entries.set(key, { value, expires, durable: keep.durable ?? false });
    if (keep.durable) return persist(key, value, expires);
    return wasDurable ? persist(key, undefined, 0) : Promise.resolve();
  }

  return {
    async get(key) {
      return live(key)?.value;
    },
    async set(key, value, keep) {
      await put(key, value, keep);
    },
    async add(key, value, keep) {
      if (live(key)) return false;
      await put(key, value, keep);
      return true;
    },
    async swap(key, expected, value, keep) {
      if (live(key)?.value !== expected) return false;
      await put(key, value, keep);
      return true;
    },
    async delete(key) {
      const entry = entries.get(key);
      entries.delete(key);
      if (entry?.durable) await persist(key, undefined, 0);
    },
    async take(key, { perMinute, burst }: Limit) {
      const now = Date.now();
      const perMs = perMinute / 60_000;
      const before = limits.get(key);
      const tokens = Math.min(burst, before ? before.tokens + (now - before.at) * perMs : burst);
      const allowed = tokens >= 1;
      const left = allowed ? tokens - 1 : tokens;
      limits.set(key, { tokens: left, at: now, fullAt: now + (burst - left) / perMs });
      return { allowed, retryAfterMs: allowed ? 0 : Math.ceil((1 - tokens) / perMs) };
    },
    async close() {
      clearInterval(sweep);
      await scheduled;
      await writing;
      await durable?.close();
    },
  };
}
