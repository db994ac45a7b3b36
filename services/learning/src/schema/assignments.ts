import { boolean, doublePrecision, index, jsonb, pgTable, text, unique, uuid } from "drizzle-orm/pg-core";
import type { Assignment } from "../content.ts";
import { time } from "./columns.ts";
import { course } from "./course-id.ts";

/** What somebody hands in. */
export interface StoredWork {
  text: string;
  files: { id: string; name: string; size: number; contentType: string; blobKey: string }[];
}

/** A criterion of a rubric and the level at which it was found to be met. */
export interface Mark {
  criterionId: string;
  levelId: string;
}

/** What people hand in for assignments, one row an assignment and learner. */
export const submissions = pgTable(
  "submissions",
  {
    id: uuid("id").primaryKey(),
    accountId: uuid("account_id").notNull(),
    courseId: course(),
    lessonId: uuid("lesson_id").notNull(),
    blockId: uuid("block_id").notNull(),
    /** What was changed since it was handed in; null where nothing was. */
    draft: jsonb("draft").$type<StoredWork>(),
    /** What was handed in last, for the assignment as it was then, and when; null before. */
    work: jsonb("work").$type<StoredWork>(),
    assignment: jsonb("assignment").$type<Assignment>(),
    handInTime: time("hand_in_time"),
    late: boolean("late").notNull().default(false),
    /** 0 to 1; null before it is graded. */
    score: doublePrecision("score"),
    marks: jsonb("marks").$type<Mark[]>().notNull().default([]),
    comment: text("comment").notNull().default(""),
    fromPeers: boolean("from_peers").notNull().default(false),
    graderId: uuid("grader_id"),
    gradeTime: time("grade_time"),
  },
  (table) => [
    unique("submissions_once").on(table.accountId, table.courseId, table.blockId),
    index("submissions_queue").on(table.courseId, table.handInTime, table.id),
  ],
);

/** What learners found of the works of others. */
export const peerReviews = pgTable(
  "peer_reviews",
  {
    id: uuid("id").primaryKey(),
    submissionId: uuid("submission_id")
      .notNull()
      .references(() => submissions.id, { onDelete: "cascade" }),
    /** Null once the account is gone. */
    reviewerId: uuid("reviewer_id"),
    takeTime: time("take_time").notNull(),
    submitTime: time("submit_time"),
    marks: jsonb("marks").$type<Mark[]>().notNull().default([]),
    comment: text("comment").notNull().default(""),
    score: doublePrecision("score").notNull().default(0),
  },
  (table) => [
    unique("peer_reviews_once").on(table.submissionId, table.reviewerId),
    index("peer_reviews_own").on(table.reviewerId),
  ],
);
