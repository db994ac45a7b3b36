import { type Database, type Refusal, refuse, type Tx, touch } from "@platform/kit";
import { and, asc, desc, eq, exists, gt, inArray, lt, or } from "drizzle-orm";
import { findPage, type PageAccess } from "../access/access.ts";
import { isAtLeast, type Viewer } from "../access/role.ts";
import { comments, pages, threads } from "../schema.ts";

export type Thread = typeof threads.$inferSelect;
export type Comment = typeof comments.$inferSelect;

/** What changes with whatever is said about a page. */
export const discussionKey = (pageId: string) => `discussion:${pageId}`;

/** A thread with what was said in it. */
export interface ThreadView {
  thread: Thread;
  comments: Comment[];
}

/** Where the page before ended. */
export interface ThreadPlace {
  resolved: boolean;
  id: string;
}

/** A thread where somebody still says something. */
function isSpokenIn(db: Database) {
  return exists(
    db
      .select({ id: comments.id })
      .from(comments)
      .where(and(eq(comments.threadId, threads.id), eq(comments.deleted, false))),
  );
}

/** The threads of a page, open ones first, then the newest first. */
export async function listThreads(
  db: Database,
  pageId: string,
  resolved: boolean,
  after: ThreadPlace | undefined,
  limit: number,
): Promise<ThreadView[]> {
  const later =
    after &&
    or(gt(threads.resolved, after.resolved), and(eq(threads.resolved, after.resolved), lt(threads.id, after.id)));
  const open = resolved ? undefined : eq(threads.resolved, false);
  const rows = await db
    .select()
    .from(threads)
    .where(and(eq(threads.pageId, pageId), open, isSpokenIn(db), later))
    .orderBy(asc(threads.resolved), desc(threads.id))
    .limit(limit);
  return withComments(db, rows);
}

/** One thread, as lists show it. */
export async function readThread(db: Database, id: string): Promise<ThreadView> {
  const [view] = await withComments(db, await db.select().from(threads).where(eq(threads.id, id)));
  if (!view) throw threadNotFound();
  return view;
}

async function withComments(db: Database, rows: Thread[]): Promise<ThreadView[]> {
  if (rows.length === 0) return [];
  const ids = rows.map(({ id }) => id);
  const said = await db.select().from(comments).where(inArray(comments.threadId, ids)).orderBy(asc(comments.id));
  return rows.map((thread) => ({ thread, comments: shown(said.filter(({ threadId }) => threadId === thread.id)) }));
}

/** What was taken back keeps its place only where answers stand below it. */
export function shown<T extends Pick<Comment, "deleted">>(said: readonly T[]): T[] {
  return said.slice(0, said.findLastIndex(({ deleted }) => !deleted) + 1);
}

/** How many threads of a page are open. */
export function countOpen(db: Database, pageId: string): Promise<number> {
  return db.$count(threads, and(eq(threads.pageId, pageId), eq(threads.resolved, false), isSpokenIn(db)));
}

/** A thread of a page that the viewer may read; refuses THREAD_NOT_FOUND. */
export async function demandThread(
  db: Database,
  viewer: Viewer,
  id: string,
): Promise<{ thread: Thread; access: PageAccess }> {
  const [thread] = await db.select().from(threads).where(eq(threads.id, id));
  const access = thread && (await findPage(db, viewer, eq(pages.id, thread.pageId)));
  if (!access) throw threadNotFound();
  return { thread, access };
}

/** Whether somebody may close a thread or open it again. */
export function mayResolve({ authorId }: Thread, viewer: Viewer, role: PageAccess["role"]): boolean {
  return authorId === viewer.id || isAtLeast(role, "WRITER");
}

/** Closes a thread, or opens it again. */
export async function setResolved(tx: Tx, { id, pageId }: Thread, resolved: boolean): Promise<void> {
  await tx.update(threads).set({ resolved }).where(eq(threads.id, id));
  await touch(tx, discussionKey(pageId));
}

export function threadNotFound(): Refusal {
  return refuse.notFound("THREAD_NOT_FOUND", "There is no such thread.");
}
