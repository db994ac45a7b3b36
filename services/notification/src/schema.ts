import { boolean, index, integer, jsonb, pgTable, primaryKey, text, timestamp, uuid } from "drizzle-orm/pg-core";
import type { Letter, Note } from "./templates/template.ts";

const time = (name: string) => timestamp(name, { withTimezone: true, precision: 3, mode: "date" });

/** Whom to reach where, as auth's events told. */
export const recipients = pgTable("recipients", {
  accountId: uuid("account_id").primaryKey(),
  /** Null until confirmed; nothing but codes goes to an address before. */
  email: text("email"),
  language: text("language", { enum: ["RU", "EN"] }).notNull(),
  /** The secret in the person's unsubscribe links. */
  unsubscribe: text("unsubscribe").notNull().unique(),
});

/** Inboxes. The words are made when they are read, in the reader's language. */
export const notifications = pgTable(
  "notifications",
  {
    /** The id of the event that it tells of, so that one event makes one line. */
    id: uuid("id").primaryKey(),
    accountId: uuid("account_id").notNull(),
    kind: text("kind").notNull(),
    note: jsonb("note").$type<Note>().notNull(),
    read: boolean("read").notNull().default(false),
    archived: boolean("archived").notNull().default(false),
    createTime: time("create_time").notNull(),
  },
  (table) => [index("notifications_inbox").on(table.accountId, table.archived, table.createTime, table.id)],
);

/** What a person turned off or on against the standard. */
export const preferences = pgTable(
  "preferences",
  {
    accountId: uuid("account_id").notNull(),
    kind: text("kind").notNull(),
    channel: text("channel").notNull(),
    enabled: boolean("enabled").notNull(),
  },
  (table) => [primaryKey({ columns: [table.accountId, table.kind, table.channel] })],
);

/** Mail that is to go out. It is sent after the event's transaction, at least once, under one Message-ID. */
export const letters = pgTable(
  "letters",
  {
    id: uuid("id").primaryKey(),
    accountId: uuid("account_id").notNull(),
    /** Held until the letter is sent, then forgotten. */
    email: text("email"),
    language: text("language", { enum: ["RU", "EN"] }).notNull(),
    letter: jsonb("letter").$type<Letter | null>(),
    attempts: integer("attempts").notNull().default(0),
    nextTry: time("next_try").notNull(),
    sentTime: time("sent_time"),
  },
  (table) => [index("letters_due").on(table.nextTry)],
);
