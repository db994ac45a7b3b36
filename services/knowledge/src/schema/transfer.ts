import { boolean, index, integer, jsonb, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { time } from "./columns.ts";
import { space } from "./spaces.ts";

/** One line of an import's report: what became of one file. */
export interface ReportLine {
  source: string;
  outcome: "TAKEN" | "CHANGED" | "LEFT_OUT";
  /** UPPER_SNAKE; empty where the file was taken as it is. */
  reason: string;
  detail: string;
  /** Empty where no page holds it. */
  pageId: string;
}

/** Imports and exports. */
export const jobs = pgTable(
  "jobs",
  {
    id: uuid("id").primaryKey(),
    kind: text("kind", { enum: ["IMPORT", "EXPORT"] }).notNull(),
    accountId: uuid("account_id").notNull(),
    spaceId: space(),
    /** Below which page an import goes, or the page that is exported with all below it; null for the whole space. */
    pageId: uuid("page_id"),
    format: text("format", { enum: ["MARKDOWN", "HTML"] }),
    uploadKey: text("upload_key").notNull().default(""),
    fileName: text("file_name").notNull(),
    /** Whether its starter runs the platform, and so sees everything. */
    staff: boolean("staff").notNull(),
    state: text("state", { enum: ["QUEUED", "RUNNING", "DONE", "FAILED", "CANCELLED"] }).notNull(),
    done: integer("done").notNull().default(0),
    total: integer("total").notNull().default(0),
    failureReason: text("failure_reason").notNull().default(""),
    taken: integer("taken").notNull().default(0),
    changed: integer("changed").notNull().default(0),
    leftOut: integer("left_out").notNull().default(0),
    report: jsonb("report").$type<ReportLine[]>().notNull().default([]),
    blobKey: text("blob_key").notNull().default(""),
    createTime: time("create_time").notNull(),
    endTime: time("end_time"),
  },
  (table) => [
    index("jobs_own").on(table.accountId, table.spaceId, table.createTime),
    index("jobs_waiting").on(table.state, table.createTime),
  ],
);
