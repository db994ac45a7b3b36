import {
  bigint,
  boolean,
  doublePrecision,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uuid,
} from "drizzle-orm/pg-core";
import { time } from "./columns.ts";
import { course } from "./course-id.ts";

const version = () => text("version", { enum: ["SCORM_1_2", "SCORM_2004"] }).notNull();

/** A part of a package that can be opened. */
export interface PackageEntry {
  /** Its address in the package, as it stands in a URL. */
  href: string;
  title: string;
  /** Whether it says how far its learner is: a SCO, and no asset. */
  reports: boolean;
  /** What a score must reach to pass: of SCORM 1.2 the raw one, of 2004 the scaled one; null where it says so itself. */
  mastery: number | null;
  /** From which measure of progress it is completed, 0 to 1; null where it says so itself. */
  threshold: number | null;
  /** What the manifest tells the part when it starts. */
  launchData: string;
}

/** SCORM packages of courses. A package never changes, so that published versions keep theirs. */
export const packages = pgTable(
  "packages",
  {
    courseId: course(),
    id: uuid("id").notNull(),
    title: text("title").notNull(),
    version: version(),
    fileName: text("file_name").notNull(),
    entries: jsonb("entries").$type<PackageEntry[]>().notNull(),
    fileCount: integer("file_count").notNull(),
    /** Bytes of its files together. */
    size: bigint("size", { mode: "number" }).notNull(),
    createTime: time("create_time").notNull(),
  },
  (table) => [primaryKey({ columns: [table.courseId, table.id] })],
);

/** Their files, which lie among the blobs under names made of their paths. */
export const packageFiles = pgTable(
  "package_files",
  {
    courseId: uuid("course_id").notNull(),
    packageId: uuid("package_id").notNull(),
    path: text("path").notNull(),
    size: bigint("size", { mode: "number" }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.courseId, table.packageId, table.path] }),
    foreignKey({
      name: "package_files_package",
      columns: [table.courseId, table.packageId],
      foreignColumns: [packages.courseId, packages.id],
    }).onDelete("cascade"),
  ],
);

/** What packages said of their learners, one row a block and learner. */
export const packageStates = pgTable(
  "package_states",
  {
    accountId: uuid("account_id").notNull(),
    courseId: course(),
    lessonId: uuid("lesson_id").notNull(),
    blockId: uuid("block_id").notNull(),
    /** Of which part `values` are: another one begins anew. */
    packageId: uuid("package_id").notNull(),
    entry: text("entry").notNull(),
    /** The standard's data model, by the names of its elements. */
    values: jsonb("values").$type<Record<string, string>>().notNull().default({}),
    state: text("state", { enum: ["INCOMPLETE", "COMPLETED", "PASSED", "FAILED"] }).notNull(),
    done: boolean("done").notNull().default(false),
    /** The best score that was reported in time, and what counts, both 0 to 1; null before. */
    score: doublePrecision("score"),
    grade: doublePrecision("grade"),
    /** How long they were in it, and how long before it was opened last. */
    seconds: integer("seconds").notNull().default(0),
    secondsBefore: integer("seconds_before").notNull().default(0),
    /** The opening that alone may save, what it saved last, and by which id its address is ended. */
    launchId: uuid("launch_id").notNull(),
    sequence: integer("sequence").notNull().default(0),
    playId: text("play_id").notNull(),
    launchTime: time("launch_time").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.accountId, table.courseId, table.blockId] }),
    index("package_states_course").on(table.courseId, table.accountId),
  ],
);
