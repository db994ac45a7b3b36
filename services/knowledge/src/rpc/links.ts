import { LinkFault, type LinkServiceDefinition } from "@platform/grpc/platform/knowledge/v1/link_service.ts";
import { type Handlers, page } from "@platform/kit";
import { demandPage, demandSpace, reachOf } from "../access/access.ts";
import { listBacklinks, listBrokenLinks, listOrphans, suggestPages } from "../links.ts";
import { presentHead } from "../present/pages.ts";
import { viewerOf } from "../viewer.ts";

export const links: Handlers<typeof LinkServiceDefinition> = {
  async listBacklinks({ pageId, pageSize, pageToken }, ctx) {
    const viewer = viewerOf(ctx);
    const { page: to } = await demandPage(ctx.db, viewer, pageId, "READER");
    const reach = await reachOf(ctx.db, viewer, to.spaceId);
    const size = page.size(pageSize);
    const after = page.decode(pageToken, { updateTime: "date", id: "uuid" });
    const rows = await listBacklinks(ctx.db, reach, to, after, size + 1);
    const cut = page.cut(rows, size, ({ page: { updateTime, id } }) => ({ updateTime, id }));
    return {
      backlinks: cut.rows.map(({ page: from, context }) => ({ page: presentHead(from), context })),
      nextPageToken: cut.nextPageToken,
    };
  },

  async listBrokenLinks({ spaceId, pageSize, pageToken }, ctx) {
    const viewer = viewerOf(ctx);
    await demandSpace(ctx.db, viewer, spaceId, "WRITER");
    const reach = await reachOf(ctx.db, viewer, spaceId);
    const size = page.size(pageSize);
    const after = page.decode(pageToken, { pageId: "uuid", target: "text" });
    const rows = await listBrokenLinks(ctx.db, reach, spaceId, after, size + 1);
    const cut = page.cut(rows, size, ({ page: { id }, target }) => ({ pageId: id, target }));
    return {
      links: cut.rows.map(({ page: from, fault, ...link }) => ({
        ...link,
        page: presentHead(from),
        fault: LinkFault[fault],
      })),
      nextPageToken: cut.nextPageToken,
    };
  },

  async listOrphans({ spaceId, pageSize, pageToken }, ctx) {
    const viewer = viewerOf(ctx);
    await demandSpace(ctx.db, viewer, spaceId, "WRITER");
    const reach = await reachOf(ctx.db, viewer, spaceId);
    const size = page.size(pageSize);
    const after = page.decode(pageToken, { title: "text", id: "uuid" });
    const cut = page.cut(await listOrphans(ctx.db, reach, spaceId, after, size + 1), size, ({ title, id }) => ({
      title,
      id,
    }));
    return { pages: cut.rows.map((row) => presentHead(row)), nextPageToken: cut.nextPageToken };
  },

  async suggestPages({ spaceId, text }, ctx) {
    const viewer = viewerOf(ctx);
    await demandSpace(ctx.db, viewer, spaceId, "READER");
    const reach = await reachOf(ctx.db, viewer, spaceId);
    return { pages: (await suggestPages(ctx.db, reach, spaceId, text)).map((row) => presentHead(row)) };
  },
};
