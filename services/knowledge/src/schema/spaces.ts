import { boolean, index, integer, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { language, role, time } from "./columns.ts";

/** Shelves of pages. */
export const spaces = pgTable("spaces", {
  id: uuid("id").primaryKey(),
  slug: text("slug").notNull().unique(),
  name: text("name").notNull(),
  description: text("description").notNull(),
  icon: text("icon").notNull(),
  language: language(),
  visibility: text("visibility", { enum: ["OPEN", "COMMUNITY", "MEMBERS"] }).notNull(),
  approvalRequired: boolean("approval_required").notNull(),
  reviewDays: integer("review_days").notNull(),
  createTime: time("create_time").notNull(),
});

/** The space that a row belongs to, and is removed with. */
export const space = () =>
  uuid("space_id")
    .notNull()
    .references(() => spaces.id, { onDelete: "cascade" });

/** Slugs that spaces had before. */
export const spaceSlugs = pgTable("space_slugs", {
  slug: text("slug").primaryKey(),
  spaceId: space(),
});

/** Who has a role of their own in a space. */
export const members = pgTable(
  "members",
  { spaceId: space(), accountId: uuid("account_id").notNull(), role: role() },
  (table) => [primaryKey({ columns: [table.spaceId, table.accountId] }), index("members_account").on(table.accountId)],
);
