import { FeedFormat, type FeedServiceDefinition } from "@platform/grpc/platform/news/v1/feed_service.ts";
import type { Handlers } from "@platform/kit";
import { composeFeed } from "../feeds/compose.ts";
import type { Format } from "../feeds/place.ts";
import { composeSitemap } from "../feeds/sitemap.ts";
import { read } from "./words.ts";

export const feeds: Handlers<typeof FeedServiceDefinition> = {
  async getFeed({ format, language, tag, authorId }, ctx) {
    const list = { language: read.language(language), tag, authorId };
    return composeFeed(ctx.db, list, FeedFormat[format] as Format, ctx);
  },

  async getSitemap(_request, ctx) {
    return composeSitemap(ctx.db, ctx);
  },
};
