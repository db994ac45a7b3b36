import { setImmediate } from "node:timers/promises";
import { type Ctx, refuse } from "@platform/kit";
import { and, eq, lte } from "drizzle-orm";
import type { Language } from "../articles/article.ts";
import { feedImports } from "../schema.ts";
import { addImport, demandTags, type FeedImport, feedExists, importNotFound } from "./feed-import.ts";
import { FeedError, type Fetched, fetchFeed } from "./fetch-feed.ts";
import { type CleanItem, cleanItem } from "./item.ts";
import { type ParsedFeed, parseFeed } from "./parse-feed.ts";
import { takeIn } from "./take-in.ts";

const everyMs = 3_600_000;
const firstWaitMs = 900_000;
const longestWaitMs = 86_400_000;
const newestItems = 20;
const atOnce = 5;

/** Begins to import a feed, once it was seen to be one; answers with its id. */
export async function createImport(
  ctx: Ctx,
  { url: typed, language, tags }: { url: string; language: Language; tags: string[] },
): Promise<string> {
  if (!URL.canParse(typed)) throw refuse.invalid({ url: "is no address" }, "FEED_UNREACHABLE");
  const url = new URL(typed).href;
  demandTags(tags);
  if ((await ctx.db.$count(feedImports, eq(feedImports.url, url))) > 0) throw feedExists();
  try {
    const fetched = await fetchFeed(url, { etag: "", lastModified: "" }, ctx.signal);
    const feed = parseFeed(fetched.text ?? "");
    const name = feed.title.replace(/\s+/g, " ").trim().slice(0, 200) || new URL(url).hostname;
    const id = await ctx.tx((tx) => addImport(tx, { url, name, language, tags }, ctx.now()));
    await keep(ctx, { id, url }, fetched, feed);
    return id;
  } catch (error) {
    if (!(error instanceof FeedError)) throw error;
    throw refuse.invalid({ url: error.message }, error.reason);
  }
}

/** Reads a feed now; answers how many items were new. What went wrong is kept beside it. */
export async function refreshImport(ctx: Ctx, id: string): Promise<number> {
  const [source] = await ctx.db.select().from(feedImports).where(eq(feedImports.id, id));
  if (!source) throw importNotFound();
  try {
    const fetched = await fetchFeed(source.url, source, ctx.signal);
    return await keep(ctx, source, fetched, fetched.text === undefined ? undefined : parseFeed(fetched.text));
  } catch (error) {
    if (!(error instanceof FeedError)) throw error;
    ctx.log.info({ err: error, import: id }, "a feed could not be read");
    await keepFailure(ctx, source, error.reason);
    return 0;
  }
}

/** Reads the feeds whose time has come. */
export async function refreshDue(ctx: Ctx): Promise<void> {
  const due = await ctx.db
    .select({ id: feedImports.id })
    .from(feedImports)
    .where(and(eq(feedImports.paused, false), lte(feedImports.nextTime, ctx.now())))
    .orderBy(feedImports.nextTime)
    .limit(atOnce);
  for (const { id } of due) {
    try {
      await refreshImport(ctx, id);
    } catch (error) {
      // One feed must not keep the others from being read.
      ctx.log.error({ err: error, import: id }, "a feed was not taken in");
    }
  }
}

/** Keeps what was read; answers how many items were new. */
async function keep(
  ctx: Ctx,
  { id, url }: Pick<FeedImport, "id" | "url">,
  { etag, lastModified }: Fetched,
  feed?: ParsedFeed,
): Promise<number> {
  const now = ctx.now();
  const items = feed ? await cleanItems(feed, url, now) : [];
  return ctx.tx(async (tx) => {
    const [source] = await tx.select().from(feedImports).where(eq(feedImports.id, id)).for("update");
    if (!source) return 0;
    let added = 0;
    for (const item of items) if (await takeIn(tx, source, item, now)) added++;
    const read = { readTime: now, nextTime: new Date(now.getTime() + everyMs), failure: "", failures: 0 };
    await tx
      .update(feedImports)
      .set({ ...read, etag, lastModified })
      .where(eq(feedImports.id, id));
    return added;
  });
}

async function cleanItems(feed: ParsedFeed, url: string, now: Date): Promise<CleanItem[]> {
  const items: CleanItem[] = [];
  for (const told of feed.items.slice(0, newestItems).reverse()) {
    const item = cleanItem(told, url, now);
    if (item) items.push(item);
    // Others are answered in between.
    await setImmediate();
  }
  return items;
}

async function keepFailure(ctx: Ctx, { id, failures }: FeedImport, failure: string): Promise<void> {
  const waitMs = Math.min(longestWaitMs, firstWaitMs * 2 ** failures);
  const nextTime = new Date(ctx.now().getTime() + waitMs);
  const kept = { failure, failures: failures + 1, readTime: ctx.now(), nextTime };
  await ctx.tx((tx) => tx.update(feedImports).set(kept).where(eq(feedImports.id, id)));
}
