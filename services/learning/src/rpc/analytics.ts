import type { AnalyticsServiceDefinition } from "@platform/grpc/platform/learning/v1/analytics_service.ts";
import { type Handlers, page } from "@platform/kit";
import { tellFunnel } from "../analytics/funnel.ts";
import { listQuestionStatistics } from "../analytics/questions.ts";
import { listStuck } from "../analytics/stuck.ts";
import { findAuthored } from "../courses.ts";

export const analytics: Handlers<typeof AnalyticsServiceDefinition> = {
  async getCourseFunnel({ courseId, cohortId }, ctx) {
    const course = await findAuthored(ctx.db, ctx.person, courseId);
    return tellFunnel(ctx.db, course, { courseId, cohortId });
  },

  async listQuestionStatistics({ courseId, cohortId }, ctx) {
    await findAuthored(ctx.db, ctx.person, courseId);
    const questions = await listQuestionStatistics(ctx.db, { courseId, cohortId });
    return { questions: questions.map((each) => ({ ...each, discrimination: each.discrimination ?? undefined })) };
  },

  async listStuckLearners({ courseId, cohortId, idleDays, pageSize, pageToken }, ctx) {
    await findAuthored(ctx.db, ctx.person, courseId);
    const size = page.size(pageSize);
    const after = page.decode(pageToken, { progressTime: "date", accountId: "uuid" });
    const found = await listStuck(ctx.db, { courseId, cohortId }, idleDays, ctx.now(), after, size + 1);
    const cut = page.cut(found, size, ({ progressTime, accountId }) => ({ progressTime, accountId }));
    return { learners: cut.rows, nextPageToken: cut.nextPageToken };
  },
};
