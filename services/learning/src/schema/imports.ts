import { index, integer, jsonb, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { time } from "./columns.ts";
import { courses } from "./courses.ts";

/** One line of an import's report: what became of one piece of the source. */
export interface ReportLine {
  source: string;
  kind: string;
  title: string;
  outcome: "TAKEN" | "CHANGED" | "LEFT_OUT";
  /** UPPER_SNAKE; empty where the piece was taken as it is. */
  reason: string;
  message: string;
  /** Empty where no lesson holds it. */
  lessonId: string;
}

/** Jobs that make courses of what others wrote. */
export const imports = pgTable(
  "imports",
  {
    id: uuid("id").primaryKey(),
    accountId: uuid("account_id").notNull(),
    uploadKey: text("upload_key").notNull(),
    fileName: text("file_name").notNull(),
    state: text("state", { enum: ["QUEUED", "RUNNING", "DONE", "FAILED", "CANCELLED"] }).notNull(),
    done: integer("done").notNull().default(0),
    total: integer("total").notNull().default(0),
    courseId: uuid("course_id").references(() => courses.id, { onDelete: "set null" }),
    title: text("title").notNull().default(""),
    failureReason: text("failure_reason").notNull().default(""),
    failureMessage: text("failure_message").notNull().default(""),
    report: jsonb("report").$type<ReportLine[]>().notNull().default([]),
    createTime: time("create_time").notNull(),
    endTime: time("end_time"),
  },
  (table) => [
    index("imports_own").on(table.accountId, table.createTime, table.id),
    index("imports_state").on(table.state, table.createTime),
  ],
);
