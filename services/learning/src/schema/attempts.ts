import { sql } from "drizzle-orm";
import {
  boolean,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import type { Block } from "../content.ts";
import { time } from "./columns.ts";
import { course } from "./course-id.ts";

/** A question of an attempt, as it was when that was started; `drawId` is the block that drew it. */
export type AttemptQuestion = Extract<Block, { kind: "question" }> & { drawId?: string };

/** What was answered to one question, and what it was worth. */
export interface StoredAnswer {
  blockId: string;
  choiceIds: string[];
  text: string;
  pairs: { choiceId: string; targetId: string }[];
  /** Of a cloze. */
  gaps?: { gapId: string; choiceId: string; text: string }[];
  points: number;
  maxPoints: number;
  right: boolean;
}

/** Tries at the questions of lessons. */
export const attempts = pgTable(
  "attempts",
  {
    id: uuid("id").primaryKey(),
    accountId: uuid("account_id").notNull(),
    courseId: course(),
    lessonId: uuid("lesson_id").notNull(),
    number: integer("number").notNull(),
    questions: jsonb("questions").$type<AttemptQuestion[]>().notNull(),
    startTime: time("start_time").notNull(),
    dueTime: time("due_time"),
    submitTime: time("submit_time"),
    score: doublePrecision("score").notNull().default(0),
    answers: jsonb("answers").$type<StoredAnswer[]>().notNull().default([]),
    /** What the answers earned together: PostgreSQL keeps it, so that a leaderboard need not read them. */
    points: doublePrecision("points").generatedAlwaysAs(sql`attempt_points(answers)`),
  },
  (table) => [
    unique("attempts_number").on(table.accountId, table.courseId, table.lessonId, table.number),
    uniqueIndex("attempts_open")
      .on(table.accountId, table.courseId, table.lessonId)
      .where(sql`${table.submitTime} is null`),
    index("attempts_course").on(table.courseId, table.accountId),
    // Holds all that a leaderboard asks of attempts.
    index("attempts_best")
      .on(table.courseId, table.accountId, table.lessonId, table.score.desc(), table.number, table.points)
      .where(sql`${table.submitTime} is not null`),
  ],
);

/** What each learner answered first to each question, as it was graded then: what statistics of questions read. */
export const firstAnswers = pgTable(
  "first_answers",
  {
    accountId: uuid("account_id").notNull(),
    courseId: course(),
    questionId: uuid("question_id").notNull(),
    lessonId: uuid("lesson_id").notNull(),
    attemptId: uuid("attempt_id").notNull(),
    submitTime: time("submit_time").notNull(),
    right: boolean("is_right").notNull(),
    /** What it earned of its points, and what the others of its attempt earned of theirs; null where there were none. */
    score: doublePrecision("score"),
    rest: doublePrecision("rest"),
  },
  (table) => [
    primaryKey({ columns: [table.accountId, table.courseId, table.questionId] }),
    // Holds all that statistics ask, in the order that they gather it in.
    index("first_answers_course").on(
      table.courseId,
      table.questionId,
      table.lessonId,
      table.accountId,
      table.right,
      table.score,
      table.rest,
      table.submitTime,
    ),
  ],
);
