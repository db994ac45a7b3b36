import type { Sql } from "postgres";
import { connect, createShared } from "../database.ts";
import type { Logger } from "../telemetry/logger.ts";
import type { EventLog, EventRecord } from "./log.ts";
import { createLoop, type Loop } from "./loop.ts";

const batchSize = 500;
const retryMs = 1000;
const keptDays = 7;

interface Row {
  topic: string;
  position: string;
  event_id: string;
  type: string;
  key: string;
  payload: Uint8Array;
  time: Date;
  traceparent: string | null;
}

/** The log as tables of PostgreSQL: the embedded kind. A topic is one partition. */
export async function openPostgresLog(url: string, logger: Logger): Promise<EventLog> {
  const sql = connect(url, 6);
  await createTables(sql);
  const loops = new Set<Loop>();
  const listening = await sql.listen("event_log", () => {
    for (const loop of loops) loop.wake();
  });
  let locks = await sql.reserve();
  let replacing: Promise<void> | undefined;
  /** Grows when the connection that holds the locks was lost, and the locks with it. */
  let lockTerm = 1;

  async function publish(records: EventRecord[]): Promise<void> {
    const topics = new Set(records.map((record) => record.topic));
    await sql.begin(async (tx) => {
      for (const topic of [...topics].sort()) {
        const own = records.filter((record) => record.topic === topic);
        // The topic's row stays locked until the commit, so no reader passes a position that is still to come.
        const [head] = await tx<{ position: string }[]>`
          insert into event_topics (topic, position) values (${topic}, ${own.length})
          on conflict (topic) do update set position = event_topics.position + excluded.position
          returning position - ${own.length} as position`;
        await tx`
          insert into event_log (topic, position, event_id, type, key, payload, time, traceparent)
          select ${topic}, ${head?.position ?? 0}::bigint + row.n,
            row.event_id, row.type, row.key, decode(row.payload, 'hex'), row.time, row.traceparent
          from unnest(
            ${own.map((record) => record.id)}::uuid[], ${own.map((record) => record.type)}::text[],
            ${own.map((record) => record.key)}::text[], ${own.map((record) => Buffer.from(record.payload).toString("hex"))}::text[],
            ${own.map((record) => record.time.toISOString())}::timestamptz[],
            ${own.map((record) => record.traceparent ?? null)}::text[]
          ) with ordinality as row (event_id, type, key, payload, time, traceparent, n)
          order by row.n`;
      }
      await tx`select pg_notify('event_log', '')`;
    });
  }

  function subscribe(group: string, topics: string[], handle: (batch: EventRecord[]) => Promise<void>) {
    let memberSince = 0;
    const loop = createLoop({ everyMs: retryMs, retryMs, onError: report }, async () => {
      try {
        if (memberSince !== lockTerm) memberSince = (await becomeMember(locks, group)) ? lockTerm : 0;
        if (memberSince === 0) return false;
        let found = false;
        for (const topic of topics) found = (await takeBatch(group, topic, handle)) || found;
        return found;
      } catch (error) {
        await renewLocks();
        throw error;
      }
    });
    function report(error: unknown) {
      logger.error({ err: error, group }, "events could not be taken in; trying again");
    }
    loops.add(loop);
    return {
      async stop() {
        loops.delete(loop);
        await loop.stop();
        if (memberSince !== lockTerm) return;
        // A lost connection has lost the lock as well.
        await locks`select pg_advisory_unlock(hashtext(${`event_group:${group}`}))`.catch(() => undefined);
      },
    };
  }

  /** Takes another connection for the locks where theirs was lost. */
  async function renewLocks(): Promise<void> {
    replacing ??= (async () => {
      if (await locks`select 1`.then(Boolean, () => false)) return;
      // Nobody is a member any more, whether or not there is another connection yet.
      lockTerm += 1;
      locks.release();
      locks = await sql.reserve();
    })().finally(() => {
      replacing = undefined;
    });
    await replacing;
  }

  async function takeBatch(group: string, topic: string, handle: (batch: EventRecord[]) => Promise<void>) {
    const rows = await sql<Row[]>`
      select * from event_log
      where topic = ${topic} and position > coalesce(
        (select position from event_positions where "group" = ${group} and topic = ${topic}), 0)
      order by position limit ${batchSize}`;
    const last = rows.at(-1);
    if (!last) return false;
    await handle(rows.map(toRecord));
    await sql`
      insert into event_positions ("group", topic, position) values (${group}, ${topic}, ${last.position})
      on conflict ("group", topic) do update set position = excluded.position`;
    return true;
  }

  async function lag(group: string, topics: string[]) {
    const rows = await sql<{ topic: string; behind: string }[]>`
      select topic.name as topic,
        coalesce((select position from event_topics where event_topics.topic = topic.name), 0) -
        coalesce((select position from event_positions where "group" = ${group} and event_positions.topic = topic.name), 0)
          as behind
      from unnest(${topics}::text[]) as topic (name)`;
    return new Map(rows.map(({ topic, behind }) => [topic, Number(behind)]));
  }

  const pruning = setInterval(() => {
    sql`delete from event_log where time < now() - make_interval(days => ${keptDays})`.catch((error: unknown) =>
      logger.error({ err: error }, "old events could not be removed"),
    );
  }, 3_600_000);
  pruning.unref();

  return {
    publish,
    subscribe,
    lag,
    async close() {
      clearInterval(pruning);
      await listening.unlisten();
      locks.release();
      await sql.end({ timeout: 5 });
    },
  };
}

async function becomeMember(locks: Awaited<ReturnType<Sql["reserve"]>>, group: string): Promise<boolean> {
  const [row] = await locks<{ held: boolean }[]>`
    select pg_try_advisory_lock(hashtext(${`event_group:${group}`})) as held`;
  return row?.held ?? false;
}

function createTables(sql: Sql): Promise<void> {
  return createShared(sql, "event_log", async (tx) => {
    await tx`
    create table if not exists event_log (
      topic text not null,
      position bigint not null,
      event_id uuid not null,
      type text not null,
      key text not null,
      payload bytea not null,
      time timestamptz not null,
      traceparent text,
      primary key (topic, position)
    )`;
    // The head of each topic is kept beside its events, which are removed after a while.
    await tx`
    create table if not exists event_topics (
      topic text primary key,
      position bigint not null
    )`;
    await tx`
    create table if not exists event_positions (
      "group" text not null,
      topic text not null,
      position bigint not null,
      primary key ("group", topic)
    )`;
  });
}

function toRecord(row: Row): EventRecord {
  return {
    id: row.event_id,
    type: row.type,
    topic: row.topic,
    key: row.key,
    payload: row.payload,
    time: row.time,
    traceparent: row.traceparent ?? undefined,
  };
}
