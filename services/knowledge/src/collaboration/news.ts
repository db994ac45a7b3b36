import type { Database } from "@platform/kit";
import { and, asc, eq, gt } from "drizzle-orm";
import { documents, documentUpdates } from "../schema.ts";
import { type Document, readChanges } from "./documents.ts";
import type { Update } from "./updates.ts";

/** How a document was saved. */
export type Saved = Pick<Document, "revision" | "proposalVersion" | "title" | "saveTime">;

/** How far somebody has seen a document. */
export interface Seen {
  /** Of the last update. */
  sequence: number;
  saved: Saved;
}

/** What is new, and how far it leads. */
export interface News extends Seen {
  updates: Update[];
}

/** What was heard as news. */
export function follows(updates: Update[], seen: Seen): News {
  return { updates, saved: seen.saved, sequence: updates.at(-1)?.sequence ?? seen.sequence };
}

/** What is new since somebody looked; undefined where the document is no more. */
export async function readNews(db: Database, id: string, seen: Seen): Promise<News | undefined> {
  const rows = await db
    .select({
      sequence: documents.sequence,
      saved: {
        revision: documents.revision,
        proposalVersion: documents.proposalVersion,
        title: documents.title,
        saveTime: documents.saveTime,
      },
      update: documentUpdates,
    })
    .from(documents)
    .leftJoin(
      documentUpdates,
      and(eq(documentUpdates.documentId, documents.id), gt(documentUpdates.sequence, seen.sequence)),
    )
    .where(eq(documents.id, id))
    .orderBy(asc(documentUpdates.sequence));
  const [first] = rows;
  if (!first) return undefined;
  const { sequence, saved } = first;
  const updates = rows.flatMap(({ update }) => update ?? []);
  const whole = sequence === seen.sequence || updates[0]?.sequence === seen.sequence + 1;
  return { sequence, saved, updates: whole ? updates : await readAll(db, id) };
}

/** All there is, for one who was away for so long that the updates since were merged; much of it they have. */
async function readAll(db: Database, id: string): Promise<Update[]> {
  const [document] = await db.select().from(documents).where(eq(documents.id, id));
  const changes = document ? await readChanges(db, document) : [];
  return changes.map((data) => ({ sequence: 0, sessionId: "", data }));
}
