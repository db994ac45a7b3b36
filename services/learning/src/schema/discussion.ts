import { boolean, index, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { time } from "./columns.ts";
import { course } from "./course-id.ts";

/** Talks under blocks of lessons. */
export const threads = pgTable(
  "threads",
  {
    id: uuid("id").primaryKey(),
    courseId: course(),
    lessonId: uuid("lesson_id").notNull(),
    blockId: uuid("block_id").notNull(),
  },
  (table) => [
    index("threads_course").on(table.courseId, table.id),
    index("threads_block").on(table.courseId, table.blockId, table.id),
  ],
);

/** What people said in them. One that was taken back says nothing, and keeps its place among the others. */
export const posts = pgTable(
  "posts",
  {
    id: uuid("id").primaryKey(),
    threadId: uuid("thread_id")
      .notNull()
      .references(() => threads.id, { onDelete: "cascade" }),
    authorId: uuid("author_id").notNull(),
    /** Whether who said it could write the course then. */
    byTeacher: boolean("by_teacher").notNull(),
    markdown: text("markdown").notNull(),
    deleted: boolean("deleted").notNull().default(false),
    hidden: boolean("hidden").notNull().default(false),
    endorsed: boolean("endorsed").notNull().default(false),
    createTime: time("create_time").notNull(),
    updateTime: time("update_time"),
  },
  (table) => [index("posts_thread").on(table.threadId, table.id), index("posts_author").on(table.authorId)],
);
