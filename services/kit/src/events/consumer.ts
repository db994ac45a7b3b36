import { EventGivenUp } from "@platform/grpc/platform/deadletters/v1/deadletters_events.ts";
import { eq, inArray, lt, sql as raw } from "drizzle-orm";
import type { PostgresJsDatabase } from "drizzle-orm/postgres-js";
import type { Ctx } from "../context.ts";
import { eventContract } from "../contract.ts";
import type { Tx } from "../database.ts";
import { failpoint } from "../failpoint.ts";
import { refuse } from "../refusal.ts";
import { deadLetters, inbox, parked } from "../schema.ts";
import type { Metrics } from "../telemetry/metrics.ts";
import { extractTrace, inSpan } from "../telemetry/tracing.ts";
import { type EventType, emit } from "./emit.ts";
import type { EventRecord } from "./log.ts";

/** What a handler gets beside the event. */
export interface EventScope {
  /** Writes the effect; the same transaction holds the inbox row, so the effect happens once. */
  tx: Tx;
  ctx: Ctx;
  /** The event's own id, time, type and key. */
  meta: Omit<EventRecord, "payload">;
}

/** Takes in events of one type. */
export interface EventHandler {
  type: string;
  topic: string;
  handle(record: EventRecord, scope: Pick<EventScope, "tx" | "ctx">): Promise<void>;
}

/** Declares what a service does when an event comes: an effect in `tx`, and no remote call. */
export function on<T extends object>(
  type: EventType<T>,
  effect: (event: T, scope: EventScope) => Promise<void>,
): EventHandler {
  const { topic } = eventContract(type.$type);
  return {
    type: type.$type,
    topic,
    handle: ({ payload, ...meta }, scope) => effect(type.decode(payload), { ...scope, meta }),
  };
}

const mostAttempts = 6;
const firstWaitMs = 200;
// Longer than any log keeps an event.
const rememberedMs = 30 * 24 * 3600_000;

/** Milliseconds until an event that failed `attempts` times is tried again: 0.2 s, 0.8 s, 3.2 s, ... */
export function waitAfter(attempts: number): number {
  return firstWaitMs * 4 ** (attempts - 1);
}

/**
 * A service's side of its events. The inbox row and the effect are one transaction, so an event that comes twice
 * has one effect. An event that fails is parked with all later ones of its key, tried a bounded number of times,
 * and then goes to the dead letters; events of other keys do not wait for it.
 */
export function createConsumer(
  service: string,
  db: PostgresJsDatabase,
  handlers: readonly EventHandler[],
  openContext: () => Ctx,
  metrics: Metrics,
  announced: () => void,
) {
  const byType = new Map(handlers.map((handler) => [handler.type, handler]));
  if (byType.size < handlers.length) throw new Error(`${service} declares two handlers of one event type`);
  const count = (outcome: string, events = 1) => metrics.consumed.inc({ service, outcome }, events);
  for (const outcome of ["handled", "repeated", "parked", "dead"]) count(outcome, 0);

  /** Takes in a batch: in one transaction if all goes well, else one by one. */
  async function take(batch: EventRecord[]): Promise<void> {
    const mine = batch.filter((record) => byType.has(record.type));
    if (mine.length === 0) return;
    if (await takeTogether(mine).catch(() => false)) return;
    for (const record of mine) await takeAlone(record);
  }

  async function takeTogether(records: EventRecord[]): Promise<boolean> {
    const handled = await db.transaction(async (transaction) => {
      const tx = transaction as unknown as Tx;
      const waiting = await tx
        .select({ key: parked.key })
        .from(parked)
        .where(
          inArray(
            parked.key,
            records.map((record) => record.key),
          ),
        )
        .limit(1);
      if (waiting.length > 0) return undefined;
      const fresh = await markReceived(tx, records);
      const ctx = openContext();
      for (const record of fresh) await runHandler(record, tx, ctx);
      failpoint("consumer.before-commit");
      return fresh.length;
    });
    if (handled === undefined) return false;
    failpoint("consumer.after-commit");
    count("handled", handled);
    count("repeated", records.length - handled);
    return true;
  }

  async function takeAlone(record: EventRecord): Promise<void> {
    const [ahead] = await db.select({ id: parked.id }).from(parked).where(eq(parked.key, record.key)).limit(1);
    if (ahead) return park(record, 0, "waits behind an earlier event of its key");
    try {
      await handleOnce(record);
    } catch (error) {
      await park(record, 1, describeError(error));
    }
  }

  async function handleOnce(record: EventRecord, after?: (tx: Tx) => Promise<unknown>): Promise<void> {
    const fresh = await db.transaction(async (transaction) => {
      const tx = transaction as unknown as Tx;
      const received = await markReceived(tx, [record]);
      for (const one of received) await runHandler(one, tx, openContext());
      await after?.(tx);
      failpoint("consumer.before-commit");
      return received.length > 0;
    });
    failpoint("consumer.after-commit");
    count(fresh ? "handled" : "repeated");
  }

  function runHandler(record: EventRecord, tx: Tx, ctx: Ctx): Promise<void> {
    const handler = byType.get(record.type);
    if (!handler) throw refuse.state("HANDLER_GONE", `${service} no longer handles ${record.type}.`);
    const headers = new Map(record.traceparent ? [["traceparent", record.traceparent]] : []);
    return inSpan(
      `${record.type} process`,
      "consumer",
      {
        "messaging.system": "platform",
        "messaging.destination.name": record.topic,
        "messaging.consumer.group.name": service,
      },
      () => handler.handle(record, { tx, ctx }),
      extractTrace(headers),
    );
  }

  async function park(record: EventRecord, attempts: number, cause: string): Promise<void> {
    count("parked");
    const nextTry = new Date(Date.now() + (attempts ? waitAfter(attempts) : 0));
    const { id: eventId, ...rest } = record;
    await db
      .insert(parked)
      .values({ ...rest, eventId, attempts, nextTry, cause })
      .onConflictDoNothing();
  }

  /** Tries the first parked event of each key that is due; answers whether one moved on. */
  async function retryParked(): Promise<boolean> {
    const firsts = await db.execute<{ id: string }>(
      raw`select id from (select distinct on (key) id, next_try from kit.parked order by key, id) first
          where next_try <= now() limit 100`,
    );
    for (const { id } of firsts) {
      const [row] = await db
        .select()
        .from(parked)
        .where(eq(parked.id, BigInt(id)));
      if (row) await retry(row);
    }
    return firsts.length > 0;
  }

  async function retry(row: typeof parked.$inferSelect): Promise<void> {
    const record = toRecord(row);
    try {
      await handleOnce(record, (tx) => tx.delete(parked).where(eq(parked.id, row.id)));
    } catch (error) {
      const attempts = row.attempts + 1;
      const cause = describeError(error);
      if (attempts >= mostAttempts) return giveUp(row, attempts, cause);
      const nextTry = new Date(Date.now() + waitAfter(attempts));
      await db.update(parked).set({ attempts, nextTry, cause }).where(eq(parked.id, row.id));
    }
  }

  async function giveUp(row: typeof parked.$inferSelect, attempts: number, cause: string): Promise<void> {
    const { id: _place, nextTry: _never, ...event } = row;
    await db.transaction(async (tx) => {
      await tx
        .insert(deadLetters)
        .values({ ...event, attempts, cause })
        .onConflictDoNothing();
      await tx.delete(parked).where(eq(parked.id, row.id));
      const { key: eventKey, ...told } = event;
      await emit(tx as unknown as Tx, EventGivenUp, { ...told, service, eventKey, attempts, cause });
    });
    openContext().log.warn({ eventId: event.eventId, type: event.type, cause }, "an event was given up");
    announced();
    count("dead");
  }

  /** Hands a dead letter to its handler once more and removes it; refuses with the handler's own words. */
  async function replay(eventId: string): Promise<void> {
    const [row] = await db.select().from(deadLetters).where(eq(deadLetters.eventId, eventId));
    if (!row) throw refuse.notFound("DEAD_LETTER_NOT_FOUND", "There is no such dead letter.");
    try {
      await handleOnce(toRecord(row), (tx) => tx.delete(deadLetters).where(eq(deadLetters.eventId, eventId)));
    } catch (cause) {
      throw refuse.state("DEAD_LETTER_REFUSED", describeError(cause), { cause });
    }
  }

  /** Forgets events that the log can no longer bring again. */
  async function forgetOld(): Promise<void> {
    await db.delete(inbox).where(lt(inbox.receivedAt, new Date(Date.now() - rememberedMs)));
  }

  return { take, retryParked, replay, forgetOld, topics: [...new Set(handlers.map((handler) => handler.topic))] };
}

export type Consumer = ReturnType<typeof createConsumer>;

/** Writes inbox rows and answers with the events that were not there before. */
async function markReceived(tx: Tx, records: EventRecord[]): Promise<EventRecord[]> {
  const rows = await tx
    .insert(inbox)
    .values(records.map((record) => ({ eventId: record.id })))
    .onConflictDoNothing()
    .returning({ eventId: inbox.eventId });
  const fresh = new Set(rows.map((row) => row.eventId));
  return records.filter((record) => fresh.delete(record.id));
}

function toRecord(row: Omit<typeof deadLetters.$inferSelect, "createTime">): EventRecord {
  return {
    id: row.eventId,
    type: row.type,
    topic: row.topic,
    key: row.key,
    payload: row.payload,
    time: row.time,
    traceparent: row.traceparent ?? undefined,
  };
}

function describeError(error: unknown): string {
  const chain: string[] = [];
  for (let at = error; at instanceof Error && chain.length < 4; at = at.cause) chain.push(at.message);
  return chain.join(": ").slice(0, 2000) || String(error);
}
