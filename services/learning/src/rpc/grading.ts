import { SubmissionState } from "@platform/grpc/platform/learning/v1/assignment.ts";
import type { GradingServiceDefinition } from "@platform/grpc/platform/learning/v1/grading_service.ts";
import { type Handlers, page } from "@platform/kit";
import { findHandedIn, gradeSubmission } from "../assignments/grading.ts";
import { listReviews } from "../assignments/peer-review.ts";
import { countWaiting, findHead, listAssignments, listHandedIn, nextWaiting } from "../assignments/queue.ts";
import { showWork } from "../assignments/views.ts";
import { findAuthored } from "../courses.ts";
import { presentGrade, presentHandedIn, presentReview } from "../present/assignments.ts";
import { presentAssignment } from "../present/blocks.ts";

export const grading: Handlers<typeof GradingServiceDefinition> = {
  async listHandedIn({ courseId, state, blockId, cohortId, pageSize, pageToken }, ctx) {
    const course = await findAuthored(ctx.db, ctx.person, courseId);
    const filter = {
      courseId,
      blockId,
      cohortId,
      ...(state !== SubmissionState.UNSPECIFIED && { graded: state === SubmissionState.GRADED }),
    };
    const size = page.size(pageSize);
    const after = page.decode(pageToken, { handInTime: "date", id: "uuid" });
    const found = state === SubmissionState.DRAFT ? [] : await listHandedIn(ctx.db, filter, after, size + 1);
    const cut = page.cut(found, size, ({ handInTime, id }) => ({ handInTime, id }));
    return {
      submissions: cut.rows.map(presentHandedIn),
      nextPageToken: cut.nextPageToken,
      waitingCount: await countWaiting(ctx.db, { courseId, blockId, cohortId }),
      assignments: (await listAssignments(ctx.db, course)).map(({ blockId, title }) => ({ blockId, title })),
    };
  },

  async getHandedIn({ courseId, submissionId }, ctx) {
    await findAuthored(ctx.db, ctx.person, courseId);
    const submission = await findHandedIn(ctx.db, courseId, submissionId);
    const head = await findHead(ctx.db, submissionId);
    return {
      head: head && presentHandedIn(head),
      assignment: presentAssignment(submission.assignment),
      work: showWork(ctx.blobs, submission.work),
      grade: presentGrade(submission),
      reviews: (await listReviews(ctx.db, submissionId)).map(presentReview),
      nextSubmissionId: await nextWaiting(ctx.db, courseId, submission),
    };
  },

  async gradeSubmission({ courseId, submissionId, handInTime, marks, points, comment }, ctx) {
    await findAuthored(ctx.db, ctx.person, courseId);
    // The contract demands the time; the type does not know.
    const given = { handInTime: handInTime ?? new Date(0), marks, points, comment };
    const graded = await ctx.tx((tx) => gradeSubmission(tx, ctx.person, { courseId, submissionId }, given, ctx.now()));
    return { grade: presentGrade(graded) };
  },
};
