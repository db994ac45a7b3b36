import { refuse, type Tx } from "@platform/kit";
import { eq } from "drizzle-orm";
import type { Page, Space } from "../access/access.ts";
import { demandPerson } from "../people.ts";
import { pages } from "../schema.ts";
import { indexPage } from "./content.ts";
import { dueAfter } from "./create.ts";

/** Settings of a page; those that are left out stay. */
export interface PageSettings {
  icon?: string;
  aliases?: string[];
  template?: boolean;
  language?: "RU" | "EN";
  /** Null for what the space says. */
  reviewDueTime?: Date | null;
  /** Null for the owners of the space. */
  reviewOwnerId?: string | null;
}

/** Changes settings of a page that is held. */
export async function changeSettings(
  tx: Tx,
  page: Page,
  space: Space,
  { aliases, reviewDueTime, ...rest }: PageSettings,
  now: Date,
): Promise<void> {
  if (rest.reviewOwnerId) await demandPerson(tx, rest.reviewOwnerId);
  if (rest.language !== undefined && rest.language !== page.language && page.sourceId !== null) {
    throw refuse.state("SAME_LANGUAGE", "A translation keeps its language; take it from its source first.");
  }
  const named = aliases && [...new Set(aliases.map((name) => name.trim()).filter(Boolean))];
  const [updated] = await tx
    .update(pages)
    .set({
      ...rest,
      ...(named && { aliases: named }),
      ...(reviewDueTime !== undefined && { reviewDueTime: reviewDueTime ?? dueAfter(space.reviewDays, now) }),
      // An update wants something to set.
      editorId: page.editorId,
    })
    .where(eq(pages.id, page.id))
    .returning();
  if (updated && named) await indexPage(tx, updated);
}
