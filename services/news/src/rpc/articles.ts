import type { ArticleServiceDefinition } from "@platform/grpc/platform/news/v1/article_service.ts";
import { type Handlers, page } from "@platform/kit";
import { readArticle } from "../articles/article.ts";
import { readAuthor } from "../articles/authors.ts";
import { listPublished } from "../articles/list.ts";
import { searchArticles } from "../articles/search.ts";
import { listTags } from "../articles/tags.ts";
import { viewArticle, viewList } from "../articles/view.ts";
import { presentArticle, presentHead } from "../present/articles.ts";
import { viewerOf } from "../viewer.ts";
import { read } from "./words.ts";

const mostFound = 500;

export const articles: Handlers<typeof ArticleServiceDefinition> = {
  async getArticle({ slug }, ctx) {
    const { article, mayEdit } = await readArticle(ctx.db, viewerOf(ctx), slug);
    return { article: presentArticle(await viewArticle(ctx.db, article, { drafts: false }), ctx), mayEdit };
  },

  async listArticles({ language, tag, authorId, featuredOnly, pageSize, pageToken }, ctx) {
    const filter = { language: read.language(language), tag, authorId, featuredOnly };
    const size = page.size(pageSize, { standard: 20 });
    const after = page.decode(pageToken, { publishTime: "date", id: "uuid" });
    const rows = await listPublished(ctx.db, filter, after, size + 1);
    const cut = page.cut(rows, size, ({ publishTime, id }) => ({ publishTime, id }));
    const listed = await viewList(ctx.db, cut.rows);
    return { articles: listed.map((each) => presentHead(each, ctx)), nextPageToken: cut.nextPageToken };
  },

  async searchArticles({ query, language, pageSize, pageToken }, ctx) {
    const size = page.size(pageSize, { standard: 20, most: 50 });
    const from = Math.min(mostFound, Math.max(0, Math.trunc(page.decode(pageToken, { from: "number" })?.from ?? 0)));
    const rows = await searchArticles(ctx.db, { query, language: read.language(language) }, from, size + 1);
    const listed = await viewList(ctx.db, rows.slice(0, size));
    const more = rows.length > size && from + size < mostFound;
    return {
      articles: listed.map((each) => presentHead(each, ctx)),
      nextPageToken: more ? page.encode({ from: from + size }) : "",
    };
  },

  async listTags({ language }, ctx) {
    return { tags: await listTags(ctx.db, read.language(language)) };
  },

  async getAuthor({ accountId }, ctx) {
    const { articleCount, ...author } = await readAuthor(ctx.db, accountId);
    return { author, articleCount };
  },
};
