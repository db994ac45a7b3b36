import { refuse, type Tx } from "@platform/kit";
import type { PageAccess } from "../access/access.ts";
import { checkUpdate } from "./check.ts";
import { compactDocument, type Document, demandDocument, keepUpdate, readChanges } from "./documents.ts";
import { readText } from "./text.ts";

const mostBytes = 1_000_000;

/** A change that somebody typed. */
export interface Typed {
  documentId: string;
  sessionId: string;
  data: Uint8Array;
  authorId: string;
}

/** Keeps what somebody typed. */
export async function pushUpdate(
  tx: Tx,
  access: PageAccess,
  { documentId, sessionId, data, authorId }: Typed,
  now: Date,
): Promise<void> {
  const document = await demandDocument(tx, access, documentId);
  const checked = checkUpdate(data, document.vector);
  if (checked === "INVALID") throw refuse.invalid({ update: "is no change of the text" }, "UPDATE_INVALID");
  if (checked === "INCOMPLETE") {
    throw refuse.state("UPDATE_INCOMPLETE", "The change is of what the service does not have; join again.");
  }
  if (!checked.changes) return;
  const { vector, typed } = checked;
  const bound =
    document.bound + typed > mostBytes ? await measure(tx, document, data) : { bound: document.bound + typed };
  const pushed = await keepUpdate(
    tx,
    document,
    { data, vector, typed, sessionId },
    {
      ...bound,
      unsavedTime: document.unsavedTime ?? now,
      updateTime: now,
      authorIds: [...document.authorIds.filter((id) => id !== authorId), authorId],
    },
  );
  await compactDocument(tx, pushed);
}

/** How long the text is for certain, since what was deleted counts no more. */
async function measure(tx: Tx, document: Document, data: Uint8Array): Promise<{ bound: number }> {
  const bound = Buffer.byteLength(readText([...(await readChanges(tx, document)), data]));
  if (bound > mostBytes) throw refuse.state("DOCUMENT_TOO_LARGE", "The text would have more than 1 MB.");
  return { bound };
}
