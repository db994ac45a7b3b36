import { boolean, index, integer, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { time } from "./columns.ts";
import { course } from "./course-id.ts";

/** Courses that lead to one aim. */
export const paths = pgTable(
  "paths",
  {
    id: uuid("id").primaryKey(),
    authorId: uuid("author_id").notNull(),
    state: text("state", { enum: ["DRAFT", "PUBLISHED"] }).notNull(),
    title: text("title").notNull(),
    summary: text("summary").notNull().default(""),
    language: text("language", { enum: ["RU", "EN"] }).notNull(),
    revision: integer("revision").notNull().default(1),
    createTime: time("create_time").notNull(),
    updateTime: time("update_time").notNull(),
    publishTime: time("publish_time"),
  },
  (table) => [
    index("paths_published").on(table.state, table.publishTime, table.id),
    index("paths_authored").on(table.authorId, table.updateTime, table.id),
  ],
);

const path = () =>
  uuid("path_id")
    .notNull()
    .references(() => paths.id, { onDelete: "cascade" });

/** The courses of paths, in their order. */
export const pathSteps = pgTable(
  "path_steps",
  {
    pathId: path(),
    courseId: course(),
    position: integer("position").notNull(),
    /** Courses of the path that must be completed before. */
    afterIds: uuid("after_ids").array().notNull().default([]),
    optional: boolean("optional").notNull().default(false),
  },
  (table) => [primaryKey({ columns: [table.pathId, table.courseId] }), index("path_steps_course").on(table.courseId)],
);

/** People on paths. */
export const pathLearners = pgTable(
  "path_learners",
  {
    accountId: uuid("account_id").notNull(),
    pathId: path(),
    joinTime: time("join_time").notNull(),
    completeTime: time("complete_time"),
  },
  (table) => [primaryKey({ columns: [table.accountId, table.pathId] }), index("path_learners_path").on(table.pathId)],
);
