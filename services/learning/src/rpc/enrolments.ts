import type { EnrolmentServiceDefinition } from "@platform/grpc/platform/learning/v1/enrolment_service.ts";
import { type Handlers, page } from "@platform/kit";
import { startAttempt, submitAttempt } from "../attempts.ts";
import { enrol, findEnrolment, leave, listEnrolments, notEnrolled, viewEnrolment } from "../enrolments.ts";
import { completeBlocks } from "../marking.ts";
import { presentBlock } from "../present/blocks.ts";
import { presentLesson, presentListedCourse } from "../present/courses.ts";
import { presentAttempt, presentEnrolment, presentListedEnrolment } from "../present/enrolments.ts";
import { openLesson, readAttempt, readAttempts } from "../reading.ts";

export const enrolments: Handlers<typeof EnrolmentServiceDefinition> = {
  async enrol({ courseId, code }, ctx) {
    await ctx.tx((tx) => enrol(tx, ctx.person.id, courseId, code, ctx.now()));
    const enrolment = await findEnrolment(ctx.db, ctx.person.id, courseId);
    if (!enrolment) throw notEnrolled();
    return { enrolment: presentEnrolment(await viewEnrolment(ctx.db, enrolment)) };
  },

  async leaveCourse({ courseId }, ctx) {
    await ctx.tx((tx) => leave(tx, ctx.person.id, courseId, ctx.now()));
    return {};
  },

  async listEnrolments({ pageSize, pageToken }, ctx) {
    const size = page.size(pageSize);
    const after = page.decode(pageToken, { lastActiveTime: "date", courseId: "uuid" });
    const found = await listEnrolments(ctx.db, ctx.person.id, after, size + 1);
    const cut = page.cut(found, size, ({ view: { enrolment } }) => ({
      lastActiveTime: enrolment.lastActiveTime,
      courseId: enrolment.courseId,
    }));
    const courses = cut.rows.map(({ course, view }) => ({
      course: presentListedCourse(course, ctx.blobs),
      enrolment: presentListedEnrolment(view),
    }));
    return { courses, nextPageToken: cut.nextPageToken };
  },

  async getLesson({ courseId, lessonId }, ctx) {
    const { lesson, blocks, ...reading } = await openLesson(ctx, courseId, lessonId);
    return { ...reading, lesson: presentLesson(lesson), blocks: blocks.map(presentBlock) };
  },

  async completeBlocks({ courseId, lessonId, blockIds }, ctx) {
    const place = { accountId: ctx.person.id, courseId, lessonId };
    return { progress: await ctx.tx((tx) => completeBlocks(tx, place, blockIds, ctx.now())) };
  },

  async startAttempt({ courseId, lessonId }, ctx) {
    const place = { accountId: ctx.person.id, courseId, lessonId };
    const attempt = await ctx.tx((tx) => startAttempt(tx, place, ctx.now()));
    return { attempt: presentAttempt(await readAttempt(ctx, attempt)) };
  },

  async submitAttempt({ attemptId, answers }, ctx) {
    const result = await ctx.tx((tx) => submitAttempt(tx, ctx.person.id, attemptId, answers, ctx.now()));
    const attempt = presentAttempt(await readAttempt(ctx, result.attempt));
    return { attempt, progress: result.progress, certificateId: result.certificateId };
  },

  async listAttempts({ courseId, lessonId }, ctx) {
    return { attempts: (await readAttempts(ctx, courseId, lessonId)).map(presentAttempt) };
  },
};
