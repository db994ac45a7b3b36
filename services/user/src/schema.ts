import { boolean, index, pgTable, primaryKey, text, timestamp, uuid } from "drizzle-orm/pg-core";

const time = (name: string) => timestamp(name, { withTimezone: true, precision: 3, mode: "date" });
const account = (name = "account_id") =>
  uuid(name)
    .notNull()
    .references(() => profiles.accountId, { onDelete: "cascade" });

/** People as others see them. */
export const profiles = pgTable(
  "profiles",
  {
    accountId: uuid("account_id").primaryKey(),
    name: text("name").notNull(),
    /** Null until chosen, so that it can be unique. */
    handle: text("handle").unique(),
    bio: text("bio").notNull().default(""),
    skills: text("skills").array().notNull().default([]),
    lifeRoles: text("life_roles").array().notNull().default([]),
    links: text("links").array().notNull().default([]),
    language: text("language", { enum: ["RU", "EN"] }).notNull(),
    timeZone: text("time_zone").notNull().default(""),
    /** The folder of blobs that holds the picture's sizes; null for none. */
    avatar: text("avatar"),
    /** Name, handle and skills in Latin letters, by which the person is found. */
    search: text("search").notNull(),
    createTime: time("create_time").notNull(),
  },
  (table) => [
    index("profiles_search").using("gin", table.search.op("gin_trgm_ops")),
    index("profiles_create_time").on(table.createTime, table.accountId),
  ],
);

/** Who follows whom. */
export const follows = pgTable(
  "follows",
  { followerId: account("follower_id"), accountId: account(), createTime: time("create_time").notNull() },
  (table) => [
    primaryKey({ columns: [table.followerId, table.accountId] }),
    index("follows_account").on(table.accountId, table.createTime),
  ],
);

/** Who sees a field of a profile, where its owner said so. */
export const privacy = pgTable(
  "privacy",
  { accountId: account(), field: text("field").notNull(), audience: text("audience").notNull() },
  (table) => [primaryKey({ columns: [table.accountId, table.field] })],
);

/** How the web app shows itself to a person. */
export const settings = pgTable("settings", {
  accountId: account().primaryKey(),
  colorScheme: text("color_scheme", { enum: ["AUTO", "LIGHT", "DARK"] }).notNull(),
  serif: boolean("serif").notNull(),
});
