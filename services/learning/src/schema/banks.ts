import { foreignKey, index, integer, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import type { Question } from "../content.ts";
import { time } from "./columns.ts";
import { course } from "./course-id.ts";

/** Banks of questions, from which the lessons of a course draw. */
export const banks = pgTable(
  "banks",
  {
    courseId: course(),
    id: uuid("id").notNull(),
    title: text("title").notNull(),
    updateTime: time("update_time").notNull(),
  },
  (table) => [primaryKey({ columns: [table.courseId, table.id] })],
);

/** Their questions; `position` keeps the order in which they came. */
export const bankQuestions = pgTable(
  "bank_questions",
  {
    courseId: uuid("course_id").notNull(),
    bankId: uuid("bank_id").notNull(),
    id: uuid("id").notNull(),
    position: integer("position").notNull(),
    title: text("title").notNull(),
    question: jsonb("question").$type<Question>().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.courseId, table.bankId, table.id] }),
    index("bank_questions_order").on(table.courseId, table.bankId, table.position),
    foreignKey({
      name: "bank_questions_bank",
      columns: [table.courseId, table.bankId],
      foreignColumns: [banks.courseId, banks.id],
    }).onDelete("cascade"),
  ],
);
