import {
  bigint,
  doublePrecision,
  foreignKey,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uuid,
} from "drizzle-orm/pg-core";
import type { Assignment, Block, LessonGrading } from "../content.ts";
import { course } from "./course-id.ts";

/** Modules, one row a version; version zero is the draft. */
export const modules = pgTable(
  "modules",
  {
    courseId: course(),
    version: integer("version").notNull(),
    id: uuid("id").notNull(),
    position: integer("position").notNull(),
    title: text("title").notNull(),
  },
  (table) => [primaryKey({ columns: [table.courseId, table.version, table.id] })],
);

/** An assignment without what it asks. */
export interface AssignmentHead extends Pick<Assignment, "title" | "points" | "dueTime" | "dueDays"> {
  blockId: string;
}

/** A package that counts. */
export interface PackageHead {
  blockId: string;
  title: string;
  points: number;
}

/** Lessons with their blocks, one row a version. */
export const lessons = pgTable(
  "lessons",
  {
    courseId: course(),
    version: integer("version").notNull(),
    id: uuid("id").notNull(),
    moduleId: uuid("module_id").notNull(),
    position: integer("position").notNull(),
    title: text("title").notNull(),
    section: text("section").notNull(),
    grading: jsonb("grading").$type<LessonGrading>().notNull(),
    blocks: jsonb("blocks").$type<Block[]>().notNull(),
    /** The ids of the blocks and of the questions among them, so that progress is told without reading content. */
    blockIds: uuid("block_ids").array().notNull(),
    questionIds: uuid("question_ids").array().notNull(),
    /** The assignments among them, and what its questions are worth together, so that grades are told alike. */
    assignments: jsonb("assignments").$type<AssignmentHead[]>().notNull().default([]),
    /** The packages among them that count. */
    packages: jsonb("packages").$type<PackageHead[]>().notNull().default([]),
    questionPoints: doublePrecision("question_points").notNull().default(0),
  },
  (table) => [
    primaryKey({ columns: [table.courseId, table.version, table.id] }),
    foreignKey({
      name: "lessons_module",
      columns: [table.courseId, table.version, table.moduleId],
      foreignColumns: [modules.courseId, modules.version, modules.id],
    }).onDelete("cascade"),
  ],
);

/** Files of courses, which blocks name as `asset:<name>`. */
export const assets = pgTable(
  "assets",
  {
    courseId: course(),
    name: text("name").notNull(),
    blobKey: text("blob_key").notNull(),
    contentType: text("content_type").notNull(),
    size: bigint("size", { mode: "number" }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.courseId, table.name] })],
);
