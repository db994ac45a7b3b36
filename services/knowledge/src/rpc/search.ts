import type { SearchServiceDefinition } from "@platform/grpc/platform/knowledge/v1/search_service.ts";
import { type Handlers, page } from "@platform/kit";
import { inArray } from "drizzle-orm";
import { reachOf, spaceNotFound } from "../access/access.ts";
import { presentHead } from "../present/pages.ts";
import { spaces } from "../schema.ts";
import { findPages } from "../search/find.ts";
import { mark, snippet } from "../search/mark.ts";
import { viewerOf } from "../viewer.ts";
import { read } from "./words.ts";

const mostShown = 1000;

export const search: Handlers<typeof SearchServiceDefinition> = {
  async searchPages({ query, spaceId, language, pageSize, pageToken }, ctx) {
    const reach = await reachOf(ctx.db, viewerOf(ctx), spaceId || undefined);
    if (spaceId && !reach.spaces.has(spaceId)) throw spaceNotFound();
    const size = page.size(pageSize, { standard: 20 });
    const from = Math.min(mostShown, Math.max(0, Math.trunc(page.decode(pageToken, { from: "number" })?.from ?? 0)));
    const asked = { query, language: read.language(language) };
    const { hits, count, corrected, stems } = await findPages(ctx.db, reach, asked, from, size);
    const ids = [...new Set(hits.map(({ page: { spaceId } }) => spaceId))];
    const named = ids.length > 0 ? await ctx.db.select().from(spaces).where(inArray(spaces.id, ids)) : [];
    const byId = new Map(named.map((space) => [space.id, space]));
    return {
      hits: hits.map(({ page: head, plain }) => ({
        page: presentHead(head),
        spaceName: byId.get(head.spaceId)?.name ?? "",
        spaceSlug: byId.get(head.spaceId)?.slug ?? "",
        title: mark(head.title, stems),
        snippet: snippet(plain, stems),
      })),
      count,
      corrected,
      nextPageToken: hits.length === size && from + size < count ? page.encode({ from: from + size }) : "",
    };
  },
};
