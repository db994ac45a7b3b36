import { ArticleState } from "@platform/grpc/platform/news/v1/article.ts";
import { EditorialServiceDefinition } from "@platform/grpc/platform/news/v1/editorial_service.ts";
import type { Client, Host } from "@platform/kit";
import { type DemoArticle, demoArticles } from "./demo-articles.ts";

type Editorial = Client<typeof EditorialServiceDefinition>;

/** Writes and publishes the demo's news, as its people would; what is there already is left as it is. */
export async function fillNews(host: Host, token: string): Promise<void> {
  const editorial = host.parts.peers.client(EditorialServiceDefinition, { from: "", token });
  const { articles } = await editorial.listEditorialArticles({ pageSize: 100 });
  const ids = new Map(articles.map(({ title, id }) => [title, id]));
  const published = new Set(articles.flatMap(({ id, state }) => (state === ArticleState.PUBLISHED ? [id] : [])));
  for (const demo of demoArticles) {
    const articleId = ids.get(demo.title) ?? (await begin(editorial, demo, ids.get(demo.versionOf ?? "") ?? ""));
    ids.set(demo.title, articleId);
    if (published.has(articleId)) continue;
    await write(editorial, articleId, demo);
    await editorial.publishArticle({ articleId });
  }
}

async function begin(editorial: Editorial, { title, language }: DemoArticle, versionOf: string): Promise<string> {
  const { draft } = await editorial.createArticle({ title, language, versionOf });
  return draft?.article?.head?.id ?? "";
}

async function write(editorial: Editorial, articleId: string, demo: DemoArticle): Promise<void> {
  const { draft } = await editorial.getDraft({ articleId });
  const { summary, markdown, tags, featured = false } = demo;
  const seriesId = demo.series ? await findOrMakeSeries(editorial, demo.series, demo) : "";
  await editorial.updateArticle({
    articleId,
    revision: draft?.revision ?? 0,
    updateMask: ["summary", "markdown", "tags", "featured", "series_id"],
    summary,
    markdown,
    tags,
    featured,
    seriesId,
  });
}

async function findOrMakeSeries(editorial: Editorial, title: string, { language }: DemoArticle): Promise<string> {
  const { series } = await editorial.listSeries({ language });
  const found = series.find((each) => each.title === title);
  return found?.id ?? (await editorial.createSeries({ title, language })).series?.id ?? "";
}
