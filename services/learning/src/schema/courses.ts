import { boolean, index, integer, jsonb, pgTable, text, uuid } from "drizzle-orm/pg-core";
import type { CourseSettings } from "../content.ts";
import { time } from "./columns.ts";

/** Courses: the settings of the draft beside those that were published last. */
export const courses = pgTable(
  "courses",
  {
    id: uuid("id").primaryKey(),
    authorId: uuid("author_id").notNull(),
    state: text("state", { enum: ["DRAFT", "PUBLISHED", "ARCHIVED"] }).notNull(),
    settings: jsonb("settings").$type<CourseSettings>().notNull(),
    prerequisiteIds: uuid("prerequisite_ids").array().notNull().default([]),
    /** Counts the changes of modules and lessons, so that two authors do not overwrite one another. */
    draftRevision: integer("draft_revision").notNull().default(1),
    /** Changes of the draft since it was published last. */
    draftChanges: integer("draft_changes").notNull().default(0),
    /** What `draftChanges` replaces: still written, for the release before this one; the next one drops it. */
    draftChanged: boolean("draft_changed").notNull().default(true),
    /** Zero while there is none; the draft's own rows are those of version zero. */
    publishedVersion: integer("published_version").notNull().default(0),
    publishedSettings: jsonb("published_settings").$type<CourseSettings>(),
    publishedPrerequisiteIds: uuid("published_prerequisite_ids").array().notNull().default([]),
    /** The title, and skills and summary, as they were published, in the spelling of searches. */
    searchTitle: text("search_title").notNull().default(""),
    searchText: text("search_text").notNull().default(""),
    createTime: time("create_time").notNull(),
    updateTime: time("update_time").notNull(),
    publishTime: time("publish_time"),
    /** Whether learners see who earned most; it holds at once, without publishing. */
    leaderboard: boolean("leaderboard").notNull().default(false),
  },
  (table) => [
    index("courses_authored").on(table.authorId, table.updateTime, table.id),
    index("courses_catalogue").on(table.state, table.publishTime, table.id),
  ],
);
