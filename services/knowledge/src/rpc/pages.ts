import type { PageServiceDefinition } from "@platform/grpc/platform/knowledge/v1/page_service.ts";
import { type Ctx, type Handlers, openUpload, page as paging, refuse } from "@platform/kit";
import { and, eq, isNull, or, sql } from "drizzle-orm";
import {
  demandPage,
  demandRole,
  demandSpace,
  findAnyPage,
  findPage,
  type PageAccess,
  pageNotFound,
  reachOf,
  spaceNotFound,
} from "../access/access.ts";
import { isProposing } from "../collaboration/documents.ts";
import { saveTyped } from "../collaboration/save.ts";
import { addAttachment, copyAttachments, removeAttachment } from "../pages/attachments.ts";
import { createPage, findNamed } from "../pages/create.ts";
import { listRecent, listTemplates } from "../pages/recent.ts";
import { lockPage } from "../pages/save.ts";
import { changeSettings, type PageSettings } from "../pages/settings.ts";
import { deletePage, dropFiles, listTrash, restorePage, trashPage } from "../pages/trash.ts";
import { countChildren, listChildren, movePage, parentNotFound } from "../pages/tree.ts";
import { updatePage } from "../pages/update.ts";
import { viewPage } from "../pages/view.ts";
import { namesOf } from "../people.ts";
import { presentProposal } from "../present/history.ts";
import { presentAttachment, presentHead, presentPage, presentSpace } from "../present/pages.ts";
import type { Proposal } from "../proposals/proposals.ts";
import { pageSlugs, pages as table } from "../schema.ts";
import { spaceIdOf } from "../spaces.ts";
import { viewerOf } from "../viewer.ts";
import { read } from "./words.ts";

export const pages: Handlers<typeof PageServiceDefinition> = {
  async createPage({ spaceId, parentId, title, markdown, language, templateId, translationOf }, ctx) {
    const viewer = viewerOf(ctx);
    const access = await demandSpace(ctx.db, viewer, spaceId, "READER");
    const parent = parentId ? await findPage(ctx.db, viewer, eq(table.id, parentId)) : undefined;
    if (parentId && parent?.page.spaceId !== spaceId) throw parentNotFound();
    // Below a page with permissions of its own, those decide.
    const role = parent ? parent.role : access.role;
    demandRole(role, "WRITER");
    const noTemplate = () => refuse.notFound("TEMPLATE_NOT_FOUND", "There is no such template.");
    const made = {
      parent: parent?.page,
      title,
      markdown,
      language: read.language(language),
      template: await findNamed(ctx, viewer, templateId, noTemplate),
      source: await findNamed(ctx, viewer, translationOf),
    };
    const created = await ctx.tx((tx) => createPage(tx, viewer, { ...access, role }, made, ctx.now()));
    for (const model of [made.source, made.template]) if (model) await copyAttachments(ctx, model.id, created.id);
    return { page: await show(ctx, created.id) };
  },

  async getPage({ pageId }, ctx) {
    const viewer = viewerOf(ctx);
    const access = await demandPage(ctx.db, viewer, pageId, "READER");
    return {
      page: presentPage(await viewPage(ctx.db, viewer, access), ctx.blobs),
      space: presentSpace(access.space, access.spaceRole ?? access.role),
    };
  },

  async resolvePage({ spaceSlug, slug }, ctx) {
    const viewer = viewerOf(ctx);
    const found = await spaceIdOf(ctx.db, spaceSlug);
    if (!found) throw pageNotFound();
    const now = await findPage(ctx.db, viewer, and(eq(table.spaceId, found.id), eq(table.slug, slug)));
    const access = now ?? (await findBySlugBefore(ctx, found.id, slug));
    if (!access) throw pageNotFound();
    return {
      page: presentPage(await viewPage(ctx.db, viewer, access), ctx.blobs),
      // Somebody named on a single page may not see its space; they are shown where it stands all the same.
      space: presentSpace(access.space, access.spaceRole ?? access.role),
      redirected: found.redirected || !now,
    };
  },

  async listChildren({ spaceId, parentId, pageSize, pageToken }, ctx) {
    const viewer = viewerOf(ctx);
    if (!parentId) await demandSpace(ctx.db, viewer, spaceId, "READER");
    else if ((await demandPage(ctx.db, viewer, parentId, "READER")).page.spaceId !== spaceId) throw pageNotFound();
    const reach = await reachOf(ctx.db, viewer, spaceId);
    const size = paging.size(pageSize);
    const after = paging.decode(pageToken, { position: "number", id: "uuid" });
    const place = { spaceId, parentId: parentId || undefined };
    const cut = paging.cut(await listChildren(ctx.db, reach, place, after, size + 1), size, ({ position, id }) => ({
      position,
      id,
    }));
    const counts = await countChildren(
      ctx.db,
      reach,
      cut.rows.map(({ id }) => id),
    );
    return { pages: cut.rows.map((row) => presentHead(row, counts.get(row.id))), nextPageToken: cut.nextPageToken };
  },

  async updatePage({ pageId, ...update }, ctx) {
    const viewer = viewerOf(ctx);
    const { space, role } = await demandPage(ctx.db, viewer, pageId, "WRITER");
    // On its own, so that whoever is refused for it then reads what it was refused for.
    await saveTyped(ctx, { pageId, proposes: isProposing(space, role) });
    const proposal = await ctx.tx(async (tx) => {
      const access = await demandPage(tx, viewer, pageId, "WRITER");
      return updatePage(tx, access, ctx.person.id, update, ctx.now());
    });
    return { page: await show(ctx, pageId), proposal: proposal && (await showProposal(ctx, proposal)) };
  },

  async updatePageSettings({ pageId, updateMask, ...said }, ctx) {
    const viewer = viewerOf(ctx);
    const change = readSettings(updateMask ?? [], said);
    await ctx.tx(async (tx) => {
      const { space } = await demandPage(tx, viewer, pageId, "WRITER");
      await changeSettings(tx, await lockPage(tx, pageId), space, change, ctx.now());
    });
    return { page: await show(ctx, pageId) };
  },

  async movePage({ pageId, spaceId, parentId, afterId }, ctx) {
    const viewer = viewerOf(ctx);
    await ctx.tx(async (tx) => {
      const access = await demandPage(tx, viewer, pageId, "WRITER");
      const parent = parentId ? await findPage(tx, viewer, eq(table.id, parentId)) : undefined;
      if (parentId && parent?.page.spaceId !== spaceId) throw parentNotFound();
      if (parent) demandRole(parent.role, "WRITER");
      else await demandSpace(tx, viewer, spaceId, "WRITER");
      await movePage(tx, access, { spaceId, parent: parent?.page, afterId: afterId || undefined });
    });
    const { page } = await demandPage(ctx.db, viewer, pageId, "READER");
    return { page: presentHead(page) };
  },

  async trashPage({ pageId }, ctx) {
    const viewer = viewerOf(ctx);
    const pageCount = await ctx.tx(async (tx) => {
      const access = await findAnyPage(tx, viewer, eq(table.id, pageId));
      if (!access) throw pageNotFound();
      demandRole(access.role, "WRITER");
      return trashPage(tx, access, ctx.person.id, ctx.now());
    });
    return { pageCount };
  },

  async restorePage({ pageId }, ctx) {
    const viewer = viewerOf(ctx);
    const restored = await ctx.tx(async (tx) => {
      const access = await findAnyPage(tx, viewer, eq(table.id, pageId));
      if (!access) throw pageNotFound();
      demandRole(access.role, "WRITER");
      await restorePage(tx, access.page);
      return lockPage(tx, pageId);
    });
    return { page: presentHead(restored) };
  },

  async listTrash({ spaceId, pageSize, pageToken }, ctx) {
    await demandSpace(ctx.db, viewerOf(ctx), spaceId, "WRITER");
    const reach = await reachOf(ctx.db, viewerOf(ctx), spaceId);
    const named = [...reach.restricted.keys()];
    const seen = reach.owned.includes(spaceId)
      ? undefined
      : or(isNull(table.accessId), sql`${table.accessId} = any(${sql.param(named)}::uuid[])`);
    const size = paging.size(pageSize);
    const after = paging.decode(pageToken, { trashTime: "date", id: "uuid" });
    const rows = await listTrash(ctx.db, spaceId, seen, after, size + 1);
    const cut = paging.cut(rows, size, ({ trashTime, id }) => ({ trashTime, id }));
    return { pages: cut.rows.map((row) => presentHead(row)), nextPageToken: cut.nextPageToken };
  },

  async deletePage({ pageId }, ctx) {
    const viewer = viewerOf(ctx);
    const files = await ctx.tx(async (tx) => {
      const access = await findAnyPage(tx, viewer, eq(table.id, pageId));
      if (access?.page.state !== "TRASHED") return [];
      demandRole(access.role, "EDITOR");
      return deletePage(tx, access.page);
    });
    await dropFiles(ctx.blobs, files);
    return {};
  },

  async addAttachment({ pageId, uploadKey, name }, ctx) {
    await demandPage(ctx.db, viewerOf(ctx), pageId, "WRITER");
    const file = await addAttachment(ctx, pageId, name, await openUpload(ctx, uploadKey));
    await ctx.blobs.delete(uploadKey);
    return { attachment: presentAttachment(file, ctx.blobs) };
  },

  async removeAttachment({ pageId, attachmentId }, ctx) {
    await demandPage(ctx.db, viewerOf(ctx), pageId, "WRITER");
    await removeAttachment(ctx, pageId, attachmentId);
    return {};
  },

  async listTemplates({ spaceId }, ctx) {
    const viewer = viewerOf(ctx);
    await demandSpace(ctx.db, viewer, spaceId, "WRITER");
    const reach = await reachOf(ctx.db, viewer, spaceId);
    return { pages: (await listTemplates(ctx.db, reach)).map((row) => presentHead(row)) };
  },

  async listRecentPages({ spaceId, pageSize, pageToken }, ctx) {
    const reach = await reachOf(ctx.db, viewerOf(ctx), spaceId || undefined);
    if (spaceId && !reach.spaces.has(spaceId)) throw spaceNotFound();
    const size = paging.size(pageSize);
    const after = paging.decode(pageToken, { updateTime: "date", id: "uuid" });
    const rows = await listRecent(ctx.db, reach, after, size + 1);
    const cut = paging.cut(rows, size, ({ updateTime, id }) => ({ updateTime, id }));
    return { pages: cut.rows.map((row) => presentHead(row)), nextPageToken: cut.nextPageToken };
  },
};

/** A page as its viewer sees it now. */
export async function show(ctx: Ctx, pageId: string) {
  const viewer = viewerOf(ctx);
  return presentPage(await viewPage(ctx.db, viewer, await demandPage(ctx.db, viewer, pageId, "READER")), ctx.blobs);
}

export async function showProposal(ctx: Ctx, proposal: Proposal) {
  const { page } = await demandPage(ctx.db, viewerOf(ctx), proposal.pageId, "READER");
  return presentProposal(proposal, page, await namesOf(ctx.db, [...proposal.authorIds, proposal.decidedBy]));
}

async function findBySlugBefore(ctx: Ctx, spaceId: string, slug: string): Promise<PageAccess | undefined> {
  const [before] = await ctx.db
    .select({ id: pageSlugs.pageId })
    .from(pageSlugs)
    .where(and(eq(pageSlugs.spaceId, spaceId), eq(pageSlugs.slug, slug)));
  return before && findPage(ctx.db, viewerOf(ctx), eq(table.id, before.id));
}

type Said = Omit<Parameters<(typeof pages)["updatePageSettings"]>[0], "pageId" | "updateMask">;

function readSettings(mask: readonly string[], said: Said): PageSettings {
  const known: Record<string, () => PageSettings> = {
    icon: () => ({ icon: said.icon }),
    aliases: () => ({ aliases: said.aliases }),
    template: () => ({ template: said.template }),
    language: () => {
      const language = read.language(said.language);
      return language ? { language } : {};
    },
    review_due_time: () => ({ reviewDueTime: said.reviewDueTime ?? null }),
    review_owner_id: () => ({ reviewOwnerId: said.reviewOwnerId || null }),
  };
  const change: PageSettings = {};
  for (const field of mask) {
    const apply = known[field];
    if (!apply) throw refuse.invalid({ update_mask: `names ${field}, which is no setting` });
    Object.assign(change, apply());
  }
  return change;
}
