import { Language } from "@platform/grpc/platform/common/v1/common.ts";
import type { CatalogueServiceDefinition } from "@platform/grpc/platform/learning/v1/catalogue_service.ts";
import { type Handlers, page } from "@platform/kit";
import { findPublished, listCatalogue } from "../catalogue.ts";
import { findEnrolment, viewEnrolment } from "../enrolments.ts";
import { readOutline } from "../outline.ts";
import { missingPrerequisites } from "../prerequisites.ts";
import { presentCourse, presentListedCourse, presentModule } from "../present/courses.ts";
import { presentEnrolment } from "../present/enrolments.ts";

export const catalogue: Handlers<typeof CatalogueServiceDefinition> = {
  async listCourses({ query, language, skill, pageSize, pageToken }, ctx) {
    const size = page.size(pageSize, { standard: 24 });
    const after = page.decode(pageToken, { score: "number", publishTime: "date", id: "uuid" });
    const spoken = language === Language.UNSPECIFIED ? undefined : language === Language.RU ? "RU" : "EN";
    const found = await listCatalogue(ctx.db, { query, language: spoken, skill }, after, size + 1);
    const cut = page.cut(found, size, ({ place }) => ({ ...place }));
    return {
      courses: cut.rows.map(({ view }) => presentListedCourse(view, ctx.blobs)),
      nextPageToken: cut.nextPageToken,
    };
  },

  async getCourse({ courseId }, ctx) {
    const accountId = ctx.caller.kind === "person" ? ctx.caller.id : undefined;
    const view = await findPublished(ctx.db, courseId, accountId);
    const outline = await readOutline(ctx.db, { courseId, version: view.course.publishedVersion });
    const enrolment = accountId === undefined ? undefined : await findEnrolment(ctx.db, accountId, courseId);
    const missing = await missingPrerequisites(ctx.db, view.prerequisiteIds, accountId);
    return {
      course: presentCourse(view, ctx.blobs),
      modules: outline.map(presentModule),
      enrolment: enrolment && presentEnrolment(await viewEnrolment(ctx.db, enrolment)),
      missingPrerequisites: missing.map(({ title }) => title),
    };
  },
};
