import {
  type PersonalServiceDefinition,
  ArticleForYou_Reason as Reason,
} from "@platform/grpc/platform/news/v1/personal_service.ts";
import type { Handlers } from "@platform/kit";
import { articlesFor } from "../for-you/for-you.ts";
import { markRead } from "../for-you/interests.ts";
import { followedTags, followTag, unfollowTag } from "../for-you/tag-follows.ts";
import { presentHead } from "../present/articles.ts";
import { signedIn } from "../viewer.ts";

const standardSize = 6;

export const personalNews: Handlers<typeof PersonalServiceDefinition> = {
  async listArticlesForYou({ pageSize }, ctx) {
    const chosen = await articlesFor(ctx.db, ctx.person.id, pageSize || standardSize, ctx.now());
    return {
      articles: chosen.map(({ reason, because, ...listed }) => ({
        article: presentHead(listed, ctx),
        reason: Reason[reason],
        because,
      })),
    };
  },

  async markArticleRead({ articleId }, ctx) {
    await ctx.tx((tx) => markRead(tx, signedIn(ctx), articleId, ctx.now()));
    return {};
  },

  async listFollowedTags(_request, ctx) {
    return { tags: await followedTags(ctx.db, ctx.person.id) };
  },

  async followTag({ tag }, ctx) {
    await ctx.tx((tx) => followTag(tx, ctx.person.id, tag));
    return {};
  },

  async unfollowTag({ tag }, ctx) {
    await ctx.tx((tx) => unfollowTag(tx, ctx.person.id, tag));
    return {};
  },
};
