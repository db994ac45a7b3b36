import { type Database, searchable, type Tx } from "@platform/kit";
import { and, eq, sql } from "drizzle-orm";
import { anchorOf, headingsOf } from "../markdown/headings.ts";
import { foldName, wikiLinks } from "../markdown/links.ts";
import { plainText } from "../markdown/plain.ts";
import { pageLinks, pageNames, pages, pageTexts, revisions } from "../schema.ts";
import { latin } from "../search/text.ts";
import { learnWords } from "../search/words.ts";

type Written = { id: string; title: string; aliases: string[]; markdown: string };

/** What searches look through of a page. */
export function textRow({ id, title, aliases, markdown }: Written) {
  const plain = plainText(markdown);
  const part = (text: string, weight: "A" | "B" | "C") =>
    sql`setweight(to_tsvector('russian', ${searchable(text)}), ${sql.raw(`'${weight}'`)})`;
  const names = [title, ...aliases].join(" ");
  return {
    pageId: id,
    plain,
    words: sql<string>`${part(names, "A")} || ${part(headingsOf(markdown).join(" "), "B")} || ${part(plain, "C")}`,
    titleWords: sql<string>`${part(names, "A")}`,
  };
}

/** Keeps what a page is found by, where it links to, and which words it uses. */
export async function indexPage(tx: Tx, page: Written & { spaceId: string }): Promise<void> {
  const { pageId, ...text } = textRow(page);
  await tx
    .insert(pageTexts)
    .values({ pageId, ...text })
    .onConflictDoUpdate({ target: pageTexts.pageId, set: text });
  await indexNames(tx, page);
  await indexLinks(tx, page);
  await learnWords(tx, [page.title, ...page.aliases, plainText(page.markdown)].join(" "));
}

/** Keeps by which names a page is found. */
export async function indexNames(tx: Tx, page: Named): Promise<void> {
  const former = await tx
    .selectDistinct({ title: revisions.title })
    .from(revisions)
    .where(eq(revisions.pageId, page.id));
  await tx.delete(pageNames).where(eq(pageNames.pageId, page.id));
  await tx.insert(pageNames).values(
    nameRows(
      page,
      former.map(({ title }) => title),
    ),
  );
}

type Named = { id: string; spaceId: string; title: string; aliases: string[] };

/** The rank of a name that a page had as its title before. */
export const formerRank = 2;

/** The rows by which a page is found under its title, its aliases, and the titles that it had before. */
export function nameRows({ id, spaceId, title, aliases }: Named, former: readonly string[] = []) {
  const ranked = new Map<string, number>();
  const names = [[title], aliases, former] as const;
  for (const [rank, group] of names.entries()) {
    for (const name of group.map(foldName)) if (name !== "" && !ranked.has(name)) ranked.set(name, rank);
  }
  return [...ranked].map(([name, rank]) => ({ spaceId, name, pageId: id, rank, latin: latin(name) }));
}

async function indexLinks(tx: Tx, page: { id: string; spaceId: string; markdown: string }): Promise<void> {
  await tx.delete(pageLinks).where(eq(pageLinks.pageId, page.id));
  const rows = linkRows(page);
  for (let at = 0; at < rows.length; at += 500) await tx.insert(pageLinks).values(rows.slice(at, at + 500));
}

/** The rows that say where a page links to, one for each target. */
export function linkRows({ id, spaceId, markdown }: { id: string; spaceId: string; markdown: string }) {
  const byTarget = new Map(wikiLinks(markdown).map((link) => [link.target, link]));
  return [...byTarget.values()].map(({ target, name, anchor, context }) => ({
    pageId: id,
    spaceId,
    target,
    name: foldName(name),
    anchor: anchor && anchorOf(anchor),
    context,
  }));
}

/** Moves what is kept of a page's names and links along into another space. */
export async function reindexSpace(tx: Tx, pageIds: readonly string[], spaceId: string): Promise<void> {
  for (const id of pageIds) {
    await tx.update(pageNames).set({ spaceId }).where(eq(pageNames.pageId, id));
    await tx.update(pageLinks).set({ spaceId }).where(eq(pageLinks.pageId, id));
  }
}

/** Whether a space has a page of a slug, or had one that is not `ownerId`. */
export async function slugIsTaken(db: Database, spaceId: string, slug: string): Promise<boolean> {
  return (await db.$count(pages, and(eq(pages.spaceId, spaceId), eq(pages.slug, slug)))) > 0;
}
