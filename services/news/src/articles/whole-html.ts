import type { Database } from "@platform/kit";
import { inArray } from "drizzle-orm";
import { wholeAddresses } from "../markdown/render.ts";
import { pictures } from "../schema.ts";
import type { Site } from "../site.ts";
import type { Article } from "./article.ts";

/** What articles say, by id, as HTML for readers elsewhere: all addresses in it are whole. */
export async function wholeHtmlOf(db: Database, list: readonly Article[], site: Site): Promise<Map<string, string>> {
  if (list.length === 0) return new Map();
  const ids = list.map(({ id }) => id);
  const shown = await db.select().from(pictures).where(inArray(pictures.articleId, ids));
  const urls = new Map(shown.map(({ id, blobKey }) => [id, site.blobs.url(blobKey)]));
  return new Map(list.map(({ id, html }) => [id, wholeAddresses(html, site.publicUrl, urls)]));
}
