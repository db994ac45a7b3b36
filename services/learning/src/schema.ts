import { peopleTable } from "@platform/kit";
import { sql } from "drizzle-orm";
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
  timestamp,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import type { JWK } from "jose";
import type { Assignment, Block, CertificateDesign, CourseSettings, LessonGrading, Question } from "./content.ts";

const time = (name: string) => timestamp(name, { withTimezone: true, precision: 3, mode: "date" });
const course = () =>
  uuid("course_id")
    .notNull()
    .references(() => courses.id, { onDelete: "cascade" });

/** Courses: the settings of the draft beside those that were published last. */
export const courses = pgTable(
  "courses",
  {
    id: uuid("id").primaryKey(),
    authorId: uuid("author_id").notNull(),
    state: text("state", { enum: ["DRAFT", "PUBLISHED", "ARCHIVED"] }).notNull(),
    settings: jsonb("settings").$type<CourseSettings>().notNull(),
    prerequisiteIds: uuid("prerequisite_ids").array().notNull().default([]),
    /** Counts the changes of modules and lessons, so that two authors do not overwrite one another. */
    draftRevision: integer("draft_revision").notNull().default(1),
    /** Changes of the draft since it was published last. */
    draftChanges: integer("draft_changes").notNull().default(0),
    /** What `draftChanges` replaces: still written, for the release before this one; the next one drops it. */
    draftChanged: boolean("draft_changed").notNull().default(true),
    /** Zero while there is none; the draft's own rows are those of version zero. */
    publishedVersion: integer("published_version").notNull().default(0),
    publishedSettings: jsonb("published_settings").$type<CourseSettings>(),
    publishedPrerequisiteIds: uuid("published_prerequisite_ids").array().notNull().default([]),
    /** The title, and skills and summary, as they were published, in the spelling of searches. */
    searchTitle: text("search_title").notNull().default(""),
    searchText: text("search_text").notNull().default(""),
    createTime: time("create_time").notNull(),
    updateTime: time("update_time").notNull(),
    publishTime: time("publish_time"),
    /** Whether learners see who earned most; it holds at once, without publishing. */
    leaderboard: boolean("leaderboard").notNull().default(false),
  },
  (table) => [
    index("courses_authored").on(table.authorId, table.updateTime, table.id),
    index("courses_catalogue").on(table.state, table.publishTime, table.id),
  ],
);

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

/** Courses that lead to one aim. */
export const paths = pgTable(
  "paths",
  {
    id: uuid("id").primaryKey(),
    authorId: uuid("author_id").notNull(),
    state: text("state", { enum: ["DRAFT", "PUBLISHED"] }).notNull(),
    title: text("title").notNull(),
    summary: text("summary").notNull().default(""),
    language: text("language", { enum: ["RU", "EN"] }).notNull(),
    revision: integer("revision").notNull().default(1),
    createTime: time("create_time").notNull(),
    updateTime: time("update_time").notNull(),
    publishTime: time("publish_time"),
  },
  (table) => [
    index("paths_published").on(table.state, table.publishTime, table.id),
    index("paths_authored").on(table.authorId, table.updateTime, table.id),
  ],
);

const path = () =>
  uuid("path_id")
    .notNull()
    .references(() => paths.id, { onDelete: "cascade" });

/** The courses of paths, in their order. */
export const pathSteps = pgTable(
  "path_steps",
  {
    pathId: path(),
    courseId: course(),
    position: integer("position").notNull(),
    /** Courses of the path that must be completed before. */
    afterIds: uuid("after_ids").array().notNull().default([]),
    optional: boolean("optional").notNull().default(false),
  },
  (table) => [primaryKey({ columns: [table.pathId, table.courseId] }), index("path_steps_course").on(table.courseId)],
);

/** People on paths. */
export const pathLearners = pgTable(
  "path_learners",
  {
    accountId: uuid("account_id").notNull(),
    pathId: path(),
    joinTime: time("join_time").notNull(),
    completeTime: time("complete_time"),
  },
  (table) => [primaryKey({ columns: [table.accountId, table.pathId] }), index("path_learners_path").on(table.pathId)],
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

/** A question of an attempt, as it was when that was started; `drawId` is the block that drew it. */
export type AttemptQuestion = Extract<Block, { kind: "question" }> & { drawId?: string };

/** What was answered to one question, and what it was worth. */
export interface StoredAnswer {
  blockId: string;
  choiceIds: string[];
  text: string;
  pairs: { choiceId: string; targetId: string }[];
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
  },
  (table) => [
    unique("attempts_number").on(table.accountId, table.courseId, table.lessonId, table.number),
    uniqueIndex("attempts_open")
      .on(table.accountId, table.courseId, table.lessonId)
      .where(sql`${table.submitTime} is null`),
    index("attempts_course").on(table.courseId, table.accountId),
  ],
);

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

/** What a certificate says of the course, as it was when it was issued. */
export interface AchievementTerms {
  summary: string;
  skills: string[];
  passScore: number;
  requireAllBlocks: boolean;
  /** How the certificate looks. */
  design?: CertificateDesign;
}

/** Proofs that people completed courses: one a person and course. They outlive the account, without its name. */
export const certificates = pgTable(
  "certificates",
  {
    id: uuid("id").primaryKey(),
    accountId: uuid("account_id").notNull(),
    courseId: uuid("course_id")
      .notNull()
      .references(() => courses.id),
    name: text("name").notNull(),
    courseTitle: text("course_title").notNull(),
    language: text("language", { enum: ["RU", "EN"] }).notNull(),
    grade: doublePrecision("grade").notNull(),
    terms: jsonb("terms").$type<AchievementTerms>().notNull(),
    /** The attempt that earned it; null where marking the last block did. */
    attemptId: uuid("attempt_id"),
    issueTime: time("issue_time").notNull(),
    revokeTime: time("revoke_time"),
    revokeReason: text("revoke_reason").notNull().default(""),
  },
  (table) => [
    unique("certificates_once").on(table.accountId, table.courseId),
    index("certificates_attempt").on(table.attemptId),
  ],
);

/** Keys that sign credentials; the private half is sealed. Credentials do not end, so keys are never removed. */
export const issuerKeys = pgTable("issuer_keys", {
  id: uuid("id").primaryKey(),
  publicJwk: jsonb("public_jwk").$type<JWK>().notNull(),
  privateJwk: text("private_jwk").notNull(),
  createTime: time("create_time").notNull(),
});

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
