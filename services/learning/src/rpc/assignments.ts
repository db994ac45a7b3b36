import type { AssignmentServiceDefinition } from "@platform/grpc/platform/learning/v1/assignment_service.ts";
import { type Ctx, type Handlers, openUpload } from "@platform/kit";
import { addFile, removeFile } from "../assignments/files.ts";
import { submitReview, takeReview } from "../assignments/peer-review.ts";
import { handIn, type Place, saveText } from "../assignments/submissions.ts";
import { viewReviewTask, viewSubmission } from "../assignments/views.ts";
import { presentReviewTask, presentSubmission } from "../present/assignments.ts";

function own(ctx: Ctx, { courseId, lessonId, blockId }: Omit<Place, "accountId">): Place {
  return { accountId: ctx.person.id, courseId, lessonId, blockId };
}

async function answer(ctx: Ctx, place: Place) {
  return { submission: presentSubmission(await viewSubmission(ctx, place)) };
}

export const assignments: Handlers<typeof AssignmentServiceDefinition> = {
  getSubmission: (request, ctx) => answer(ctx, own(ctx, request)),

  async saveSubmissionText({ text, ...request }, ctx) {
    const place = own(ctx, request);
    await ctx.tx((tx) => saveText(tx, place, text, ctx.now()));
    return answer(ctx, place);
  },

  async addSubmissionFile({ uploadKey, name, ...request }, ctx) {
    const place = own(ctx, request);
    await addFile(ctx, place, name, await openUpload(ctx, uploadKey));
    await ctx.blobs.delete(uploadKey);
    return answer(ctx, place);
  },

  async removeSubmissionFile({ fileId, ...request }, ctx) {
    const place = own(ctx, request);
    await removeFile(ctx, place, fileId);
    return answer(ctx, place);
  },

  async handInSubmission(request, ctx) {
    const place = own(ctx, request);
    const progress = await ctx.tx((tx) => handIn(tx, place, ctx.now()));
    return { ...(await answer(ctx, place)), progress };
  },

  async takePeerReview(request, ctx) {
    const place = own(ctx, request);
    const review = await ctx.tx((tx) => takeReview(tx, place, ctx.now()));
    return { review: review && presentReviewTask(await viewReviewTask(ctx, place.courseId, review)) };
  },

  async submitPeerReview({ reviewId, marks, comment }, ctx) {
    const given = { marks, comment };
    const place = await ctx.tx((tx) => submitReview(tx, ctx.person.id, reviewId, given, ctx.now()));
    return answer(ctx, place);
  },
};
