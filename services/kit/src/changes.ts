import { sql as raw } from "drizzle-orm";
import type { Sql } from "postgres";
import type { Tx } from "./database.ts";

const channel = "changes";

/** Tells whoever watches `key`, in any process, that something about it changed, once the transaction commits. */
export async function touch(tx: Tx, key: string): Promise<void> {
  await tx.execute(raw`select pg_notify(${channel}, ${key})`);
}

/** Watches keys of one database over a single connection. */
export interface Changes {
  /**
   * Yields after each change of a key, changes in between counted as one, and whenever a change may have been missed;
   * ends with the signal.
   */
  watch(key: string, signal: AbortSignal): AsyncIterable<void>;
}

/** Listens to a service's database from the first watcher on. */
export function openChanges(sql: Sql): Changes {
  const watchers = new Map<string, Set<() => void>>();
  let listening: Promise<unknown> | undefined;

  function listen(): Promise<unknown> {
    const rouseOne = (key: string) => {
      for (const rouse of watchers.get(key) ?? []) rouse();
    };
    // Once it listens, at first and again after the connection was cut: what changed before that was not heard.
    const rouseAll = () => {
      for (const key of watchers.keys()) rouseOne(key);
    };
    listening ??= sql.listen(channel, rouseOne, rouseAll);
    return listening;
  }

  return {
    async *watch(key, signal) {
      let changed = false;
      let rouse: () => void = () => undefined;
      const wake = () => {
        changed = true;
        rouse();
      };
      const end = () => rouse();
      const own = watchers.get(key) ?? new Set();
      watchers.set(key, own.add(wake));
      signal.addEventListener("abort", end);
      try {
        await listen();
        while (!signal.aborted) {
          if (!changed) {
            await new Promise<void>((resolve) => {
              rouse = resolve;
            });
          }
          if (!changed) continue;
          changed = false;
          yield;
        }
      } finally {
        signal.removeEventListener("abort", end);
        own.delete(wake);
        if (own.size === 0) watchers.delete(key);
      }
    },
  };
}
