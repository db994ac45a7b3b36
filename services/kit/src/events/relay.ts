import { setTimeout as sleep } from "node:timers/promises";
import { inArray } from "drizzle-orm";
import { drizzle } from "drizzle-orm/postgres-js";
import type { Sql } from "postgres";
import { eventTypesOf } from "../contract.ts";
import { failpoint } from "../failpoint.ts";
import { outbox } from "../schema.ts";
import type { Logger } from "../telemetry/logger.ts";
import type { Metrics } from "../telemetry/metrics.ts";
import type { EventLog } from "./log.ts";
import { createLoop, type Loop } from "./loop.ts";

const batchSize = 500;
/** After a batch it rests so long, so that what is committed meanwhile goes together; the first event goes at once. */
const gatherMs = 20;
const lockName = 7_304_002;

/**
 * Sends what a service's outbox holds to the log. It marks rows (by deleting them) instead of remembering a place,
 * since ids are given out before they are committed and a place would pass over the late ones. One relay a service
 * is active, by an advisory lock, and waits for each batch to be kept before it takes the next: order holds.
 */
export function startRelay(service: string, sql: Sql, log: EventLog, logger: Logger, metrics: Metrics): Loop {
  const db = drizzle(sql);
  let lock: Awaited<ReturnType<Sql["reserve"]>> | undefined;
  const tellActive = () => metrics.relayActive.set({ service }, lock ? 1 : 0);
  tellActive();
  // A count that begins with its first event would hide it: what grows is seen from the second value on.
  for (const type of eventTypesOf(service)) metrics.relayed.inc({ service, type }, 0);

  async function hold(): Promise<boolean> {
    if (lock) {
      // Throws where the connection was lost, and the lock with it: another may have begun to send.
      await lock`select 1`;
      return true;
    }
    const reserved = await sql.reserve();
    const [row] = await reserved<{ held: boolean }[]>`select pg_try_advisory_lock(${lockName}) as held`;
    if (row?.held) lock = reserved;
    else reserved.release();
    tellActive();
    return lock !== undefined;
  }

  const loop = createLoop({ everyMs: 1000, retryMs: 500, onError: recover }, async () => {
    if (!(await hold())) return false;
    const rows = await db.select().from(outbox).orderBy(outbox.id).limit(batchSize);
    if (rows.length === 0) return false;
    await log.publish(rows.map((row) => ({ ...row, id: row.eventId, traceparent: row.traceparent ?? undefined })));
    failpoint("relay.after-send");
    await db.delete(outbox).where(
      inArray(
        outbox.id,
        rows.map((row) => row.id),
      ),
    );
    for (const { type } of rows) metrics.relayed.inc({ service, type });
    if (rows.length < batchSize) await sleep(gatherMs);
    return rows.length === batchSize;
  });

  // A lost connection has lost the lock as well.
  function recover(err: unknown) {
    logger.error({ err }, "the outbox could not be sent; trying again");
    lock?.release();
    lock = undefined;
    tellActive();
  }

  return {
    wake: loop.wake,
    async stop() {
      await loop.stop();
      if (!lock) return;
      // A lost connection has lost the lock as well.
      await lock`select pg_advisory_unlock(${lockName})`.catch(() => undefined);
      lock.release();
    },
  };
}
