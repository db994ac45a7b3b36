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
    /** Null for an address without an account. */
    accountId: uuid("account_id"),
    /** Held until the letter is sent, then forgotten. */
    email: text("email"),
    language: text("language", { enum: ["RU", "EN"] }).notNull(),
    letter: jsonb("letter").$type<Letter | null>(),
    /** Whether it is one of many of a kind, which wait for those that somebody waits for. */
    bulk: boolean("bulk").notNull().default(false),
    attempts: integer("attempts").notNull().default(0),
    nextTry: time("next_try").notNull(),
    sentTime: time("sent_time"),
  },
  (table) => [index("letters_due").on(table.bulk, table.nextTry), index("letters_email").on(table.email)],
);

/** Addresses without an account that read the newsletter, or were asked whether they want to. */
export const subscribers = pgTable(
  "subscribers",
  {
    id: uuid("id").primaryKey(),
    /** Null once it was taken off. */
    email: text("email").unique(),
    language: text("language", { enum: ["RU", "EN"] }).notNull(),
    /** Of the token that confirms it. */
    tokenHash: text("token_hash").unique(),
    /** How many mails asked it to confirm. */
    asks: integer("asks").notNull().default(0),
    confirmTime: time("confirm_time"),
    /** The secret in its unsubscribe links. */
    unsubscribe: text("unsubscribe").notNull().unique(),
    createTime: time("create_time").notNull(),
    /** When nothing is known of it any more; null for one that reads on. */
    forgetTime: time("forget_time"),
  },
  (table) => [index("subscribers_forget").on(table.forgetTime)],
);

/** Articles that went to the subscribers of the newsletter. */
export const newsletters = pgTable("newsletters", {
  articleId: uuid("article_id").primaryKey(),
  language: text("language", { enum: ["RU", "EN"] }).notNull(),
  title: text("title").notNull(),
  path: text("path").notNull(),
  summary: text("summary").notNull(),
  /** Empty where the mail shows the summary alone. */
  html: text("html").notNull(),
  coverUrl: text("cover_url").notNull(),
  authorNames: text("author_names").array().notNull(),
  createTime: time("create_time").notNull(),
});
