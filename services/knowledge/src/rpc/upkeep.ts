import type { UpkeepServiceDefinition } from "@platform/grpc/platform/knowledge/v1/upkeep_service.ts";
import { type Ctx, type Handlers, page } from "@platform/kit";
import { demandPage, demandSpace, reachOf, spaceNotFound } from "../access/access.ts";
import { findNamed } from "../pages/create.ts";
import { viewPage } from "../pages/view.ts";
import { namesOf } from "../people.ts";
import { presentHead, presentReview, presentTranslation } from "../present/pages.ts";
import { confirmReview, listDue } from "../upkeep/reviews.ts";
import { confirmTranslation, linkTranslation, listTasks } from "../upkeep/translations.ts";
import { viewerOf } from "../viewer.ts";
import { read } from "./words.ts";

const dayMs = 24 * 3600_000;

export const upkeep: Handlers<typeof UpkeepServiceDefinition> = {
  async confirmReview({ pageId, revision }, ctx) {
    const viewer = viewerOf(ctx);
    await ctx.tx(async (tx) => {
      const { space } = await demandPage(tx, viewer, pageId, "WRITER");
      await confirmReview(tx, pageId, space, { revision, accountId: ctx.person.id }, ctx.now());
    });
    const { page: reviewed } = await demandPage(ctx.db, viewer, pageId, "WRITER");
    const names = await namesOf(ctx.db, [reviewed.reviewOwnerId, reviewed.reviewConfirmedBy]);
    return { review: presentReview(reviewed, names) };
  },

  async listDueReviews({ spaceId, withinDays, own, pageSize, pageToken }, ctx) {
    const reach = await reachOf(ctx.db, viewerOf(ctx), spaceId || undefined);
    if (spaceId && !reach.spaces.has(spaceId)) throw spaceNotFound();
    const size = page.size(pageSize);
    const after = page.decode(pageToken, { reviewDueTime: "date", id: "uuid" });
    const asked = {
      until: new Date(ctx.now().getTime() + withinDays * dayMs),
      ownerId: own ? ctx.person.id : undefined,
    };
    const rows = await listDue(ctx.db, reach, asked, after, size + 1);
    const cut = page.cut(rows, size, ({ reviewDueTime, id }) => ({ reviewDueTime, id }));
    const names = await namesOf(
      ctx.db,
      cut.rows.flatMap((row) => [row.reviewOwnerId, row.reviewConfirmedBy]),
    );
    return {
      reviews: cut.rows.map((row) => ({ page: presentHead(row), review: presentReview(row, names) })),
      nextPageToken: cut.nextPageToken,
    };
  },

  async confirmTranslation({ pageId, sourceRevision }, ctx) {
    const viewer = viewerOf(ctx);
    await ctx.tx(async (tx) => {
      await demandPage(tx, viewer, pageId, "WRITER");
      await confirmTranslation(tx, pageId, sourceRevision);
    });
    const versions = await translationsOf(ctx, pageId);
    return { translation: versions.find((version) => version.pageId === pageId) };
  },

  async linkTranslation({ pageId, sourceId }, ctx) {
    const viewer = viewerOf(ctx);
    if (sourceId) await demandPage(ctx.db, viewer, sourceId, "WRITER");
    const source = await findNamed(ctx, viewer, sourceId);
    await ctx.tx(async (tx) => {
      await demandPage(tx, viewer, pageId, "WRITER");
      await linkTranslation(tx, pageId, source);
    });
    return { translations: await translationsOf(ctx, pageId) };
  },

  async listTranslations({ spaceId, language, pageSize, pageToken }, ctx) {
    const viewer = viewerOf(ctx);
    await demandSpace(ctx.db, viewer, spaceId, "WRITER");
    const reach = await reachOf(ctx.db, viewer, spaceId);
    const size = page.size(pageSize);
    const after = page.decode(pageToken, { missing: "number", updateTime: "date", id: "uuid" });
    const asked = { spaceId, language: read.language(language) ?? "EN" };
    const cut = page.cut(
      await listTasks(ctx.db, reach, asked, after, size + 1),
      size,
      ({ missing, source: { updateTime, id } }) => ({ missing, updateTime, id }),
    );
    return {
      tasks: cut.rows.map(({ source, translation }) => ({
        source: presentHead(source),
        translation: translation ? presentTranslation(translation, source.revision) : undefined,
      })),
      nextPageToken: cut.nextPageToken,
    };
  },
};

async function translationsOf(ctx: Ctx, pageId: string) {
  const viewer = viewerOf(ctx);
  const view = await viewPage(ctx.db, viewer, await demandPage(ctx.db, viewer, pageId, "READER"));
  return view.translations.map((version) => presentTranslation(version, view.sourceRevision));
}
