import { type Database, type Refusal, refuse, type Tx, touch, uuid7 } from "@platform/kit";
import { and, asc, eq, gt, lte } from "drizzle-orm";
import type { Page, PageAccess, Space } from "../access/access.ts";
import { isAtLeast, type Role } from "../access/role.ts";
import { documents, documentUpdates } from "../schema.ts";
import { beginText, type Changes, changeText, compactChanges, readText } from "./text.ts";
import { tellUpdates, type Update } from "./updates.ts";

export type Document = typeof documents.$inferSelect;

/** What changes with a page's document, so that those who write in it look again. */
export const documentKey = (pageId: string, proposes: boolean) => `document:${pageId}:${proposes}`;

/** Whether what somebody with a role types is saved in a proposal. */
export function isProposing(space: Space, role: Role): boolean {
  return space.approvalRequired && !isAtLeast(role, "EDITOR");
}

/** Where the text of a new document comes from, and how it was saved there. */
export interface Origin {
  title: string;
  markdown: string;
  revision: number;
  proposalVersion: number;
}

/** Begins the document of a page that has none. */
export async function beginDocument(
  tx: Tx,
  pageId: string,
  proposes: boolean,
  { title, markdown, revision, proposalVersion }: Origin,
  now: Date,
): Promise<Document> {
  const size = Buffer.byteLength(markdown);
  const [begun] = await tx
    .insert(documents)
    .values({
      id: uuid7(),
      pageId,
      proposes,
      ...beginText(markdown),
      bound: size,
      typed: size,
      updateTime: now,
      title,
      revision,
      proposalVersion,
      saveTime: now,
    })
    .returning();
  if (!begun) throw new Error("The document was not written");
  return begun;
}

/** The document in which a page, or its proposal, is written; undefined where nobody writes. */
export async function findDocument(db: Database, pageId: string, proposes: boolean): Promise<Document | undefined> {
  const [found] = await db.select().from(documents).where(theOne(pageId, proposes));
  return found;
}

const theOne = (pageId: string, proposes: boolean) =>
  and(eq(documents.pageId, pageId), eq(documents.proposes, proposes));

/** The same, held until the transaction ends. Whoever holds its page as well held that first. */
export async function lockDocument(tx: Tx, pageId: string, proposes: boolean): Promise<Document | undefined> {
  const [found] = await tx.select().from(documents).where(theOne(pageId, proposes)).for("update");
  return found;
}

/** A document by its id, held likewise; undefined once it ended. */
export async function lockById(tx: Tx, id: string): Promise<Document | undefined> {
  const [found] = await tx.select().from(documents).where(eq(documents.id, id)).for("update");
  return found;
}

/** The same, not held. */
export async function readDocument(db: Database, id: string): Promise<Document | undefined> {
  const [found] = await db.select().from(documents).where(eq(documents.id, id));
  return found;
}

/** Refuses DOCUMENT_RESTARTED unless a document is the one in which somebody writes a page. */
export function demandOwn(document: Document | undefined, { page, space, role }: PageAccess): Document {
  const own = document?.pageId === page.id && document.proposes === isProposing(space, role);
  if (!own) throw documentRestarted();
  return document;
}

function documentRestarted(): Refusal {
  return refuse.aborted("DOCUMENT_RESTARTED", "The document began anew; join it again.");
}

/** All changes of a document. */
export async function readChanges(db: Database, { id, state, stateSequence }: Document): Promise<Changes> {
  return [state, ...(await readUpdates(db, id, stateSequence)).map(({ data }) => data)];
}

/** The updates of a document after one, in their order. */
export function readUpdates(db: Database, documentId: string, after: number) {
  return db
    .select()
    .from(documentUpdates)
    .where(and(eq(documentUpdates.documentId, documentId), gt(documentUpdates.sequence, after)))
    .orderBy(asc(documentUpdates.sequence));
}

/** An update that is to be kept, with what is there after it and how much text it brings. */
export interface NewUpdate extends Omit<Update, "sequence"> {
  vector: Uint8Array;
  typed: number;
}

/** Keeps updates of a document that is held, and lets those who write in it know. */
export async function keepUpdates(
  tx: Tx,
  document: Document,
  added: readonly NewUpdate[],
  more: Partial<Document> = {},
): Promise<Document> {
  const { id, pageId, proposes } = document;
  const updates = added.map(({ sessionId, data }, at) => ({ sequence: document.sequence + 1 + at, sessionId, data }));
  const typed = added.reduce((sum, update) => sum + update.typed, 0);
  const change = {
    sequence: document.sequence + added.length,
    vector: added.at(-1)?.vector ?? document.vector,
    bound: document.bound + typed,
    typed: document.typed + typed,
    ...more,
  };
  // Sent at once, since others wait for the document.
  await Promise.all([
    tx.insert(documentUpdates).values(updates.map((update) => ({ documentId: id, ...update }))),
    tx.update(documents).set(change).where(eq(documents.id, id)),
    tellUpdates(tx, documentKey(pageId, proposes), updates),
  ]);
  return { ...document, ...change };
}

/** Notes something of a document that is held, and lets those who write in it know. */
export async function changeDocument(tx: Tx, document: Document, change: Partial<Document>): Promise<Document> {
  await tx.update(documents).set(change).where(eq(documents.id, document.id));
  await touch(tx, documentKey(document.pageId, document.proposes));
  return { ...document, ...change };
}

/** Ends a document: who writes in it joins the one that takes its place. */
export async function endDocument(tx: Tx, { id, pageId, proposes }: Document): Promise<void> {
  await tx.delete(documents).where(eq(documents.id, id));
  await touch(tx, documentKey(pageId, proposes));
}

/** What was typed in a document that is held and is not saved; noted as saved by who asks. */
export async function takeTyped(
  tx: Tx,
  document: Document,
): Promise<{ markdown: string; authorIds: string[] } | undefined> {
  if (document.unsavedTime === null) return undefined;
  await tx.update(documents).set({ unsavedTime: null, authorIds: [] }).where(eq(documents.id, document.id));
  return { markdown: readText(await readChanges(tx, document)), authorIds: document.authorIds };
}

const nobody = "00000000-0000-0000-0000-000000000000";

/** Makes the document say what was saved by other means, where one is open. */
export async function carryOver(tx: Tx, document: Document, { markdown, ...origin }: Origin, now: Date): Promise<void> {
  const changed = changeText(await readChanges(tx, document), markdown);
  const typed = Buffer.byteLength(markdown);
  if (changed) await keepUpdates(tx, document, [{ ...changed, typed, sessionId: nobody }]);
  await changeDocument(tx, document, { ...origin, saveTime: now });
}

/** The same for the documents of a page that says something else now. */
export async function carryPage(tx: Tx, { id, title, markdown, revision }: Page, now: Date): Promise<void> {
  const origin = { title, markdown, revision, proposalVersion: 0 };
  const own = await lockDocument(tx, id, false);
  if (own) await carryOver(tx, own, origin, now);
  const proposing = await lockDocument(tx, id, true);
  // One that nobody has typed in yet says what the page says; another goes on as the change of an older text.
  if (proposing && proposing.proposalVersion === 0 && proposing.unsavedTime === null) {
    await carryOver(tx, proposing, origin, now);
  }
}

const updatesKept = 500;

/** Merges what has come since a document was merged last, once that is much; the updates of one merger stay for readers. */
export async function compactDocument(tx: Tx, document: Document): Promise<void> {
  const { id, sequence, stateSequence } = document;
  if (sequence - stateSequence < updatesKept) return;
  const changes = await readChanges(tx, document);
  await tx
    .update(documents)
    .set({ state: compactChanges(changes), stateSequence: sequence, bound: Buffer.byteLength(readText(changes)) })
    .where(eq(documents.id, id));
  await tx
    .delete(documentUpdates)
    .where(and(eq(documentUpdates.documentId, id), lte(documentUpdates.sequence, stateSequence)));
}
