import { createHash } from "node:crypto";
import type { KeyValue } from "./parts/key-value.ts";
import { refuse } from "./refusal.ts";

const keptMs = 24 * 3600 * 1000;
const pendingMs = 60_000;

/**
 * Runs a call at most once for a key: the same key with the same request answers with the saved response, with
 * another it is refused, and while the first is under way it is refused as worth trying again. A call that failed
 * leaves no trace, so it may be repeated.
 */
export async function onceByKey(
  kv: KeyValue,
  key: string,
  request: Uint8Array,
  run: () => Promise<Uint8Array>,
): Promise<Uint8Array> {
  const hash = createHash("sha256").update(request).digest("base64");
  const entry = `idempotency:${key}`;
  if (await kv.add(entry, hash, { ttl: pendingMs, durable: true })) {
    try {
      const response = await run();
      const saved = `${hash} ${Buffer.from(response).toString("base64")}`;
      await kv.set(entry, saved, { ttl: keptMs, durable: true });
      return response;
    } catch (error) {
      await kv.delete(entry);
      throw error;
    }
  }
  const [savedHash, savedResponse] = ((await kv.get(entry)) ?? "").split(" ");
  if (savedHash !== hash && savedHash) {
    throw refuse.invalid({ "idempotency-key": "was used for another request" }, "IDEMPOTENCY_KEY_REUSED");
  }
  if (savedResponse === undefined) {
    throw refuse.aborted("CALL_UNDER_WAY", "The same call is under way; try again.", { retryAfterMs: 1000 });
  }
  return Buffer.from(savedResponse, "base64");
}
