import { pgTable, text, timestamp, uuid } from "drizzle-orm/pg-core";

/** People as others see them. */
export const profiles = pgTable("profiles", {
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
  createTime: timestamp("create_time", { withTimezone: true, precision: 3, mode: "date" }).notNull(),
});
