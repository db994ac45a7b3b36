import { sql } from "drizzle-orm";
import { doublePrecision, index, integer, jsonb, pgTable, unique, uniqueIndex, uuid } from "drizzle-orm/pg-core";
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
