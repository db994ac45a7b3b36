import { sql } from "drizzle-orm";
import { bigserial, customType, index, integer, pgSchema, text, timestamp, uuid } from "drizzle-orm/pg-core";

const bytea = customType<{ data: Uint8Array; driverData: Buffer }>({ dataType: () => "bytea" });
const time = (name: string) => timestamp(name, { withTimezone: true, precision: 3, mode: "date" });

/** The tables that the kit keeps in every service's database, beside the service's own. */
export const kit = pgSchema("kit");

// Made anew for each table: a column builder belongs to one.
const event = () => ({
  eventId: uuid("event_id").notNull(),
  type: text("type").notNull(),
  topic: text("topic").notNull(),
  key: text("key").notNull(),
  payload: bytea("payload").notNull(),
  traceparent: text("traceparent"),
  time: time("time").notNull(),
});

/** Events that were committed and not yet sent. */
export const outbox = kit.table("outbox", {
  id: bigserial("id", { mode: "bigint" }).primaryKey(),
  ...event(),
  time: time("time").notNull().default(sql`clock_timestamp()`),
});

/** Events that were taken in; an event stands here from the same transaction on as its effect. */
export const inbox = kit.table(
  "inbox",
  {
    eventId: uuid("event_id").primaryKey(),
    receivedAt: time("received_at").notNull().defaultNow(),
  },
  (table) => [index("inbox_received_at").on(table.receivedAt)],
);

/** Events that wait to be tried again, with those of the same key behind them. */
export const parked = kit.table(
  "parked",
  {
    id: bigserial("id", { mode: "bigint" }).primaryKey(),
    ...event(),
    eventId: uuid("event_id").notNull().unique(),
    attempts: integer("attempts").notNull(),
    nextTry: time("next_try").notNull(),
    cause: text("cause").notNull(),
  },
  (table) => [index("parked_key").on(table.key, table.id)],
);

/** Events that were given up, until an operator replays or deletes them. */
export const deadLetters = kit.table("dead_letters", {
  ...event(),
  eventId: uuid("event_id").primaryKey(),
  attempts: integer("attempts").notNull(),
  cause: text("cause").notNull(),
  createTime: time("create_time").notNull().defaultNow(),
});
