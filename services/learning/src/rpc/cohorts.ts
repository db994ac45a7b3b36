import type { CohortServiceDefinition } from "@platform/grpc/platform/learning/v1/cohort_service.ts";
import type { Handlers } from "@platform/kit";
import { createCohort, deleteCohort, findCohort, listCohorts, moveLearners, updateCohort } from "../cohorts/cohorts.ts";
import { listDueItems } from "../cohorts/due-items.ts";
import { enrolList, readSentList } from "../cohorts/enrol-list.ts";
import { findAuthored, lockAuthored } from "../courses.ts";
import { presentCohort, presentDueItem, presentEnrolLine } from "../present/cohorts.ts";
import { readTime } from "./content.ts";

export const cohorts: Handlers<typeof CohortServiceDefinition> = {
  async listCohorts({ courseId }, ctx) {
    const course = await findAuthored(ctx.db, ctx.person, courseId);
    return {
      cohorts: (await listCohorts(ctx.db, courseId)).map(presentCohort),
      items: (await listDueItems(ctx.db, course)).map(presentDueItem),
    };
  },

  async createCohort({ courseId, title }, ctx) {
    const id = await ctx.tx(async (tx) => {
      await lockAuthored(tx, ctx.person, courseId);
      return createCohort(tx, courseId, title);
    });
    return { cohort: presentCohort(await findCohort(ctx.db, courseId, id)) };
  },

  async updateCohort({ courseId, cohortId, title, startTime, endTime, dates, byCode }, ctx) {
    const plan = {
      title,
      byCode,
      startTime: startTime === undefined ? null : new Date(readTime(startTime, "start_time")),
      endTime: endTime === undefined ? null : new Date(readTime(endTime, "end_time")),
      dates: Object.fromEntries(
        // The contract demands each time; the type does not know.
        dates.map(({ itemId, dueTime }, at) => [itemId, readTime(dueTime ?? new Date(0), `dates[${at}].due_time`)]),
      ),
    };
    await ctx.tx(async (tx) => {
      await lockAuthored(tx, ctx.person, courseId);
      await updateCohort(tx, courseId, cohortId, plan);
    });
    return { cohort: presentCohort(await findCohort(ctx.db, courseId, cohortId)) };
  },

  async deleteCohort({ courseId, cohortId }, ctx) {
    await ctx.tx(async (tx) => {
      await lockAuthored(tx, ctx.person, courseId);
      await deleteCohort(tx, courseId, cohortId);
    });
    return {};
  },

  async moveLearners({ courseId, accountIds, cohortId }, ctx) {
    const movedCount = await ctx.tx(async (tx) => {
      await lockAuthored(tx, ctx.person, courseId);
      if (cohortId !== "") await findCohort(tx, courseId, cohortId);
      return moveLearners(tx, courseId, accountIds, cohortId || null);
    });
    return { movedCount };
  },

  async enrolLearners({ courseId, cohortId, dryRun, list: sent }, ctx) {
    await findAuthored(ctx.db, ctx.person, courseId);
    const bytes =
      sent?.$case === "uploadKey" ? await readSentList(ctx, sent.value) : new TextEncoder().encode(sent?.value);
    const { list, lines } = await enrolList(ctx, bytes, { courseId, cohortId, dryRun });
    if (sent?.$case === "uploadKey" && !dryRun) await ctx.blobs.delete(sent.value);
    const count = (outcome: string) => lines.filter((line) => line.outcome === outcome).length;
    return {
      lines: lines.map(presentEnrolLine),
      enrolledCount: count("TAKEN"),
      movedCount: count("CHANGED"),
      leftOutCount: count("LEFT_OUT"),
      encoding: list.encoding,
      delimiter: list.delimiter,
      unreadColumns: list.unreadColumns,
    };
  },
};
