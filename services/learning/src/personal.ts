import type { Database, PersonalData, Tx } from "@platform/kit";
import { and, desc, eq, isNull } from "drizzle-orm";
import {
  attempts,
  calendarAddresses,
  certificates,
  courses,
  deadlineNotices,
  doneBlocks,
  enrolments,
  firstAnswers,
  imports,
  learnerAddresses,
  learners,
  packageStates,
  pathLearners,
  paths,
  peerReviews,
  posts,
  submissions,
  threads,
} from "./schema.ts";

/** All that learning holds of a person. */
async function collect(db: Database, accountId: string): Promise<unknown> {
  const [learner] = await db.select().from(learners).where(eq(learners.accountId, accountId));
  const [address] = await db.select().from(learnerAddresses).where(eq(learnerAddresses.accountId, accountId));
  return {
    name: learner?.name ?? "",
    email: address?.email ?? "",
    handle: address?.handle ?? "",
    calendarAddresses: await db
      .select({ createTime: calendarAddresses.createTime })
      .from(calendarAddresses)
      .where(eq(calendarAddresses.accountId, accountId)),
    enrolments: await db
      .select({
        courseId: enrolments.courseId,
        courseTitle: courses.publishedSettings,
        createTime: enrolments.createTime,
        lastActiveTime: enrolments.lastActiveTime,
        leaveTime: enrolments.leaveTime,
        leftLeaderboard: enrolments.leftLeaderboard,
        completeTime: enrolments.completeTime,
      })
      .from(enrolments)
      .innerJoin(courses, eq(courses.id, enrolments.courseId))
      .where(eq(enrolments.accountId, accountId))
      .then((rows) => rows.map((row) => ({ ...row, courseTitle: row.courseTitle?.title ?? "" }))),
    paths: await db
      .select({ title: paths.title, joinTime: pathLearners.joinTime, completeTime: pathLearners.completeTime })
      .from(pathLearners)
      .innerJoin(paths, eq(paths.id, pathLearners.pathId))
      .where(eq(pathLearners.accountId, accountId)),
    doneBlocks: await db
      .select({ courseId: doneBlocks.courseId, blockId: doneBlocks.blockId, doneTime: doneBlocks.doneTime })
      .from(doneBlocks)
      .where(eq(doneBlocks.accountId, accountId)),
    attempts: await db
      .select({
        courseId: attempts.courseId,
        lessonId: attempts.lessonId,
        number: attempts.number,
        startTime: attempts.startTime,
        submitTime: attempts.submitTime,
        score: attempts.score,
        answers: attempts.answers,
      })
      .from(attempts)
      .where(eq(attempts.accountId, accountId))
      .orderBy(attempts.startTime),
    submissions: await db
      .select({
        courseId: submissions.courseId,
        lessonId: submissions.lessonId,
        draft: submissions.draft,
        work: submissions.work,
        handInTime: submissions.handInTime,
        score: submissions.score,
        comment: submissions.comment,
        gradeTime: submissions.gradeTime,
      })
      .from(submissions)
      .where(eq(submissions.accountId, accountId)),
    packages: await db
      .select({
        courseId: packageStates.courseId,
        lessonId: packageStates.lessonId,
        state: packageStates.state,
        score: packageStates.score,
        seconds: packageStates.seconds,
        launchTime: packageStates.launchTime,
        values: packageStates.values,
      })
      .from(packageStates)
      .where(eq(packageStates.accountId, accountId)),
    reviewsGiven: await db
      .select({ marks: peerReviews.marks, comment: peerReviews.comment, submitTime: peerReviews.submitTime })
      .from(peerReviews)
      .where(eq(peerReviews.reviewerId, accountId)),
    posts: await db
      .select({ courseId: threads.courseId, markdown: posts.markdown, createTime: posts.createTime })
      .from(posts)
      .innerJoin(threads, eq(threads.id, posts.threadId))
      .where(eq(posts.authorId, accountId)),
    certificates: await db
      .select({
        id: certificates.id,
        name: certificates.name,
        courseTitle: certificates.courseTitle,
        grade: certificates.grade,
        issueTime: certificates.issueTime,
        revokeTime: certificates.revokeTime,
        revokeReason: certificates.revokeReason,
      })
      .from(certificates)
      .where(eq(certificates.accountId, accountId)),
    imports: await db
      .select({
        fileName: imports.fileName,
        state: imports.state,
        title: imports.title,
        createTime: imports.createTime,
        endTime: imports.endTime,
      })
      .from(imports)
      .where(eq(imports.accountId, accountId))
      .orderBy(desc(imports.createTime)),
    authoredCourses: await db
      .select({ id: courses.id, settings: courses.settings, createTime: courses.createTime })
      .from(courses)
      .where(eq(courses.authorId, accountId))
      .then((rows) => rows.map(({ settings, ...row }) => ({ ...row, title: settings.title }))),
  };
}

/** Removes it. Certificates and posts stay for those who were shown them, without the name; courses for their learners. */
async function erase(tx: Tx, accountId: string): Promise<void> {
  for (const table of [
    enrolments,
    doneBlocks,
    attempts,
    firstAnswers,
    submissions,
    packageStates,
    deadlineNotices,
    imports,
    pathLearners,
    calendarAddresses,
    learnerAddresses,
    learners,
  ]) {
    await tx.delete(table).where(eq(table.accountId, accountId));
  }
  // What they found of others' works stays a part of those grades.
  await tx.delete(peerReviews).where(and(eq(peerReviews.reviewerId, accountId), isNull(peerReviews.submitTime)));
  await tx.update(peerReviews).set({ reviewerId: null, comment: "" }).where(eq(peerReviews.reviewerId, accountId));
  await tx.update(submissions).set({ graderId: null }).where(eq(submissions.graderId, accountId));
  await tx.update(certificates).set({ name: "" }).where(eq(certificates.accountId, accountId));
}

export const personal: PersonalData = { collect, erase };
