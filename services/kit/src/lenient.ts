import type { KeyValue } from "./parts/key-value.ts";
import { openMemoryKeyValue } from "./parts/memory-key-value.ts";
import { Refusal } from "./refusal.ts";
import type { Logger } from "./telemetry/logger.ts";

/** What admission asks of the key-value store. */
export type Admission = Pick<KeyValue, "get" | "take">;

const tellEveryMs = 10_000;

/**
 * Admission that goes on while the key-value store is away: limits are counted by this process alone, and a session
 * that was ended is believed until its access token ends, ten minutes at most. What must not be lenient, such as auth,
 * asks the store itself.
 */
export async function goOnWithout(kv: KeyValue, log: Logger): Promise<Admission> {
  const own = await openMemoryKeyValue();
  let toldAt = Number.NEGATIVE_INFINITY;

  async function either<T>(shared: Promise<T>, alone: () => Promise<T>): Promise<T> {
    try {
      return await shared;
    } catch (error) {
      if (!isAway(error)) throw error;
      if (performance.now() - toldAt > tellEveryMs) log.warn({ err: error }, "admission goes on without its store");
      toldAt = performance.now();
      return alone();
    }
  }

  return {
    get: (key) => either(kv.get(key), async () => undefined),
    take: (key, limit) => either(kv.take(key, limit), () => own.take(key, limit)),
  };
}

/** Whether an error says that a part is away, which may pass. */
export function isAway(error: unknown): boolean {
  return error instanceof Refusal && error.kind === "unavailable";
}
