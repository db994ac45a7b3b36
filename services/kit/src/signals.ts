import { sql as raw } from "drizzle-orm";
import type { Sql } from "postgres";
import type { Database } from "./database.ts";

const channel = "signals";

/** Tells whoever hears `key`, in any process, something that is kept nowhere; as JSON, it has at most 7,000 bytes. */
export async function signal(db: Database, key: string, said: unknown): Promise<void> {
  await db.execute(raw`select pg_notify(${channel}, ${JSON.stringify({ key, said })})`);
}

/** Hears signals of one database over a single connection. */
export interface Signals {
  /** Calls `take` with each signal of a key, until the abort signal; resolves once it hears. */
  hear(key: string, take: (said: unknown) => void, until: AbortSignal): Promise<void>;
}

/** Listens to a service's database from the first listener on. */
export function openSignals(sql: Sql): Signals {
  const listeners = new Map<string, Set<(said: unknown) => void>>();
  let listening: Promise<unknown> | undefined;

  function pass(payload: string): void {
    const { key, said } = JSON.parse(payload) as { key: string; said: unknown };
    for (const take of listeners.get(key) ?? []) take(said);
  }

  return {
    async hear(key, take, until) {
      if (until.aborted) return;
      const own = listeners.get(key) ?? new Set();
      listeners.set(key, own.add(take));
      const leave = () => {
        own.delete(take);
        if (own.size === 0) listeners.delete(key);
      };
      until.addEventListener("abort", leave, { once: true });
      listening ??= sql.listen(channel, pass);
      await listening;
    },
  };
}
