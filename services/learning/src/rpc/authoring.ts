import { Language } from "@platform/grpc/platform/common/v1/common.ts";
import type { AuthoringServiceDefinition } from "@platform/grpc/platform/learning/v1/authoring_service.ts";
import { type Handlers, openUpload, page } from "@platform/kit";
import { addAsset, listAssets } from "../assets.ts";
import { createCourse, listAuthored, viewDraft, viewPublished } from "../authored.ts";
import { previewCertificate } from "../certificates/files.ts";
import { findAuthored, lockAuthored } from "../courses.ts";
import { replaceLesson } from "../draft-lesson.ts";
import { replaceOutline, reviseDraft } from "../draft-outline.ts";
import { draftVersion } from "../drafts.ts";
import { exportCourse } from "../exports/course.ts";
import { readLesson, readOutline } from "../outline.ts";
import { presentAsset } from "../present/assets.ts";
import { presentBlock } from "../present/blocks.ts";
import { presentCourse, presentLesson, presentListedCourse, presentModule } from "../present/courses.ts";
import { presentEnrolment } from "../present/enrolments.ts";
import { archiveCourse, publishCourse } from "../publishing.ts";
import { listRoster, summariseRoster } from "../roster.ts";
import { changeSettings } from "../settings.ts";
import { readBlocks, readGrading } from "./content.ts";
import { readSettings } from "./settings.ts";

export const authoring: Handlers<typeof AuthoringServiceDefinition> = {
  async createCourse({ title, language }, ctx) {
    const start = { title, language: language === Language.RU ? "RU" : "EN" } as const;
    const id = await ctx.tx((tx) => createCourse(tx, ctx.person.id, start, ctx.now()));
    return { course: presentCourse(await viewDraft(ctx.db, id), ctx.blobs) };
  },

  async listAuthoredCourses({ pageSize, pageToken }, ctx) {
    const size = page.size(pageSize);
    const after = page.decode(pageToken, { updateTime: "date", id: "uuid" });
    const cut = page.cut(await listAuthored(ctx.db, ctx.person, after, size + 1), size, ({ course }) => ({
      updateTime: course.updateTime,
      id: course.id,
    }));
    return {
      courses: cut.rows.map((view) => presentListedCourse(view, ctx.blobs)),
      nextPageToken: cut.nextPageToken,
    };
  },

  async getDraft({ courseId }, ctx) {
    await findAuthored(ctx.db, ctx.person, courseId);
    const view = await viewDraft(ctx.db, courseId);
    const outline = await readOutline(ctx.db, { courseId, version: draftVersion });
    const { draftRevision: revision, draftChanges: changeCount } = view.course;
    return {
      course: presentCourse(view, ctx.blobs),
      modules: outline.map(presentModule),
      revision,
      changed: changeCount > 0,
      changeCount,
    };
  },

  async updateCourse(request, ctx) {
    const { courseId } = request;
    const change = readSettings(request);
    await ctx.tx(async (tx) => {
      const course = await lockAuthored(tx, ctx.person, courseId);
      await changeSettings(tx, course, change, ctx.now());
    });
    return { course: presentCourse(await viewDraft(ctx.db, courseId), ctx.blobs) };
  },

  async previewCertificate({ courseId }, ctx) {
    return { url: await previewCertificate(ctx, await findAuthored(ctx.db, ctx.person, courseId)) };
  },

  async updateOutline({ courseId, modules, revision }, ctx) {
    return ctx.tx(async (tx) => {
      const course = await lockAuthored(tx, ctx.person, courseId);
      const next = await reviseDraft(tx, course, revision, ctx.now());
      await replaceOutline(tx, courseId, modules);
      const outline = await readOutline(tx, { courseId, version: draftVersion });
      return { modules: outline.map(presentModule), revision: next };
    });
  },

  async getDraftLesson({ courseId, lessonId }, ctx) {
    const course = await findAuthored(ctx.db, ctx.person, courseId);
    const lesson = await readLesson(ctx.db, { courseId, version: draftVersion }, lessonId);
    const files = await listAssets(ctx.db, courseId);
    return {
      lesson: presentLesson(lesson),
      blocks: lesson.blocks.map(presentBlock),
      revision: course.draftRevision,
      assets: files.map((file) => presentAsset(file, ctx.blobs)),
    };
  },

  async updateLesson({ courseId, lessonId, blocks, grading, revision }, ctx) {
    const content = { blocks: readBlocks(blocks), grading: readGrading(grading) };
    return ctx.tx(async (tx) => {
      const course = await lockAuthored(tx, ctx.person, courseId);
      const next = await reviseDraft(tx, course, revision, ctx.now());
      const named = await replaceLesson(tx, course, lessonId, content);
      return { blocks: named.map(presentBlock), revision: next };
    });
  },

  async listAssets({ courseId }, ctx) {
    await findAuthored(ctx.db, ctx.person, courseId);
    const files = await listAssets(ctx.db, courseId);
    return { assets: files.map((file) => presentAsset(file, ctx.blobs)) };
  },

  async addAsset({ courseId, uploadKey, name }, ctx) {
    await findAuthored(ctx.db, ctx.person, courseId);
    const asset = await addAsset(ctx, courseId, name, await openUpload(ctx, uploadKey));
    await ctx.blobs.delete(uploadKey);
    return { asset: presentAsset(asset, ctx.blobs) };
  },

  async publishCourse({ courseId }, ctx) {
    await ctx.tx(async (tx) => publishCourse(tx, await lockAuthored(tx, ctx.person, courseId), ctx.now()));
    return { course: presentCourse(await viewPublished(ctx.db, courseId), ctx.blobs) };
  },

  async archiveCourse({ courseId, restore }, ctx) {
    await ctx.tx(async (tx) => archiveCourse(tx, await lockAuthored(tx, ctx.person, courseId), restore, ctx.now()));
    return { course: presentCourse(await viewPublished(ctx.db, courseId), ctx.blobs) };
  },

  async listLearners({ courseId, cohortId, pageSize, pageToken }, ctx) {
    await findAuthored(ctx.db, ctx.person, courseId);
    const filter = { courseId, cohortId };
    const size = page.size(pageSize);
    const after = page.decode(pageToken, { lastActiveTime: "date", accountId: "uuid" });
    const cut = page.cut(await listRoster(ctx.db, filter, after, size + 1), size, ({ view: { enrolment } }) => ({
      lastActiveTime: enrolment.lastActiveTime,
      accountId: enrolment.accountId,
    }));
    return {
      learners: cut.rows.map(({ name, view }) => ({
        accountId: view.enrolment.accountId,
        name,
        enrolment: presentEnrolment(view),
      })),
      nextPageToken: cut.nextPageToken,
      ...(await summariseRoster(ctx.db, filter)),
    };
  },

  async exportCourse({ courseId }, ctx) {
    await findAuthored(ctx.db, ctx.person, courseId);
    return exportCourse(ctx, courseId);
  },
};
