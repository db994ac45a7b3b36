import { peopleTable } from "@platform/kit";
import { sql } from "drizzle-orm";
import { boolean, index, jsonb, pgTable, primaryKey, text, unique, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { time } from "./columns.ts";
import { course } from "./course-id.ts";

/** Learners who take a course together, by dates of their own. */
export const cohorts = pgTable(
  "cohorts",
  {
    id: uuid("id").primaryKey(),
    courseId: course(),
    title: text("title").notNull(),
    startTime: time("start_time"),
    endTime: time("end_time"),
    /** By which one enrols into it; null where one cannot. */
    code: text("code"),
    /** Deadlines in place of the course's, by lesson or block of an assignment, as ISO 8601. */
    dates: jsonb("dates").$type<Record<string, string>>().notNull().default({}),
  },
  (table) => [
    uniqueIndex("cohorts_title").on(table.courseId, sql`lower(${table.title})`),
    unique("cohorts_code").on(table.code),
  ],
);

/** People by name, as auth's and user's events told. */
export const learners = peopleTable("learners");

/** What one finds people by, as auth's and user's events told; in lower case, and null where there is none. */
export const learnerAddresses = pgTable(
  "learner_addresses",
  {
    accountId: uuid("account_id").primaryKey(),
    /** The address that they confirmed last. */
    email: text("email"),
    handle: text("handle"),
  },
  (table) => [index("learner_addresses_email").on(table.email), index("learner_addresses_handle").on(table.handle)],
);

/** Secret addresses of calendars: one a person, of which the hash alone is kept. */
export const calendarAddresses = pgTable(
  "calendar_addresses",
  {
    accountId: uuid("account_id").primaryKey(),
    tokenHash: text("token_hash").notNull(),
    createTime: time("create_time").notNull(),
  },
  (table) => [unique("calendar_addresses_token").on(table.tokenHash)],
);

/** People in courses. A row stays when its person leaves, so that they may come back to where they were. */
export const enrolments = pgTable(
  "enrolments",
  {
    accountId: uuid("account_id").notNull(),
    courseId: course(),
    createTime: time("create_time").notNull(),
    lastActiveTime: time("last_active_time").notNull(),
    leaveTime: time("leave_time"),
    completeTime: time("complete_time"),
    cohortId: uuid("cohort_id").references(() => cohorts.id, { onDelete: "set null" }),
    leftLeaderboard: boolean("left_leaderboard").notNull().default(false),
  },
  (table) => [
    primaryKey({ columns: [table.accountId, table.courseId] }),
    index("enrolments_cohort").on(table.cohortId),
    index("enrolments_own").on(table.accountId, table.lastActiveTime, table.courseId),
    index("enrolments_course").on(table.courseId, table.lastActiveTime, table.accountId),
  ],
);

/** Blocks that people have done. */
export const doneBlocks = pgTable(
  "done_blocks",
  {
    accountId: uuid("account_id").notNull(),
    courseId: course(),
    blockId: uuid("block_id").notNull(),
    doneTime: time("done_time").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.accountId, table.courseId, table.blockId] }),
    index("done_blocks_course").on(table.courseId, table.blockId),
  ],
);

/** Learners who were told that a deadline comes near: that of a lesson, or of an assignment by the id of its block. */
export const deadlineNotices = pgTable(
  "deadline_notices",
  {
    accountId: uuid("account_id").notNull(),
    courseId: course(),
    lessonId: uuid("lesson_id").notNull(),
  },
  (table) => [primaryKey({ columns: [table.accountId, table.courseId, table.lessonId] })],
);
