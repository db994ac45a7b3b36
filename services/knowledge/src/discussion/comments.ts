import { CommentAdded } from "@platform/grpc/platform/knowledge/v1/knowledge_events.ts";
import { type Database, emit, refuse, type Tx, touch, uuid7 } from "@platform/kit";
import { and, eq } from "drizzle-orm";
import { findPage, type PageAccess } from "../access/access.ts";
import { readersAmong } from "../access/readers.ts";
import { isAtLeast, type Viewer } from "../access/role.ts";
import { plainText } from "../markdown/plain.ts";
import { pagePath } from "../pages/save.ts";
import { namesOf } from "../people.ts";
import { comments, pages, threads } from "../schema.ts";
import { mentionedIn } from "./mentions.ts";
import { type Comment, discussionKey, type Thread, threadNotFound } from "./threads.ts";
import { watchersToTell } from "./watching.ts";

const mostInThread = 200;
const excerptLength = 200;

/** What somebody says about a page. */
export interface NewComment {
  /** The thread that it answers in; undefined for a new one. */
  threadId: string | undefined;
  /** What a new thread is about. */
  quote: string;
  markdown: string;
  authorId: string;
}

/** Says something, and tells whom it concerns; answers with the thread. */
export async function addComment(tx: Tx, access: PageAccess, said: NewComment, now: Date): Promise<string> {
  const markdown = demandWords(said.markdown);
  const { authorId } = said;
  const thread = said.threadId
    ? await answerIn(tx, access.page.id, said.threadId)
    : await startThread(tx, access.page.id, said);
  const id = uuid7();
  const before = await tx
    .selectDistinct({ id: comments.authorId })
    .from(comments)
    .where(eq(comments.threadId, thread.id));
  await tx.insert(comments).values({ id, threadId: thread.id, authorId, markdown, createTime: now });
  const speakers = before.map((speaker) => speaker.id);
  const { page, space } = access;
  const mentionedIds = await mentionedOthers(tx, access, { authorId, markdown });
  const concerned = [
    ...(await watchersToTell(tx, page.id, space, [authorId])),
    ...(await readersAmong(tx, page, space, others(authorId, speakers))),
  ];
  // Whoever is mentioned is told of that alone.
  const recipientIds = [...new Set(concerned)].filter((accountId) => !mentionedIds.includes(accountId));
  await announce(tx, access, { id, authorId, markdown }, { mentionedIds, recipientIds });
  await touch(tx, discussionKey(page.id));
  return thread.id;
}

function demandWords(markdown: string): string {
  if (markdown.trim() === "") throw refuse.invalid({ markdown: "must not be blank" });
  return markdown;
}

async function startThread(tx: Tx, pageId: string, { quote, authorId }: NewComment): Promise<Thread> {
  const [thread] = await tx.insert(threads).values({ id: uuid7(), pageId, quote: quote.trim(), authorId }).returning();
  if (!thread) throw new Error("The thread was not written");
  return thread;
}

/** Opens a thread for an answer, and holds it, so that it never grows past what is shown of it. */
async function answerIn(tx: Tx, pageId: string, id: string): Promise<Thread> {
  const [thread] = await tx
    .update(threads)
    .set({ resolved: false })
    .where(and(eq(threads.id, id), eq(threads.pageId, pageId)))
    .returning();
  if (!thread) throw threadNotFound();
  if ((await tx.$count(comments, eq(comments.threadId, id))) >= mostInThread) {
    throw refuse.state("THREAD_FULL", `A thread holds at most ${mostInThread} comments; begin another.`);
  }
  return thread;
}

type Said = Pick<Comment, "authorId" | "markdown">;

const others = (authorId: string, ids: readonly string[]) => ids.filter((accountId) => accountId !== authorId);

/** Whom a comment mentions beside its author, and who may read it. */
function mentionedOthers(tx: Tx, { page, space }: PageAccess, { authorId, markdown }: Said): Promise<string[]> {
  return readersAmong(tx, page, space, others(authorId, mentionedIn(markdown)));
}

async function announce(
  tx: Tx,
  { page, space }: PageAccess,
  { id, authorId, markdown }: Said & { id: string },
  told: { mentionedIds: string[]; recipientIds: string[] },
): Promise<void> {
  await emit(tx, CommentAdded, {
    pageId: page.id,
    title: page.title,
    path: pagePath(space.slug, page),
    commentId: id,
    actorId: authorId,
    actorName: (await namesOf(tx, [authorId])).get(authorId) ?? "",
    excerpt: plainText(markdown).slice(0, excerptLength),
    ...told,
  });
}

/** A comment on a page that the viewer may read; refuses COMMENT_NOT_FOUND. */
async function demandComment(
  db: Database,
  viewer: Viewer,
  id: string,
): Promise<{ comment: Comment; access: PageAccess }> {
  const [found] = await db
    .select({ comment: comments, pageId: threads.pageId })
    .from(comments)
    .innerJoin(threads, eq(threads.id, comments.threadId))
    .where(eq(comments.id, id));
  const access = found && (await findPage(db, viewer, eq(pages.id, found.pageId)));
  if (!access) throw commentNotFound();
  return { comment: found.comment, access };
}

/** Whether somebody may change a comment. */
export function mayUpdate({ authorId, deleted }: Comment, viewer: Viewer): boolean {
  return !deleted && authorId === viewer.id;
}

/** Whether somebody may take a comment back. */
export function mayDelete(comment: Comment, viewer: Viewer, role: PageAccess["role"]): boolean {
  return mayUpdate(comment, viewer) || (!comment.deleted && isAtLeast(role, "EDITOR"));
}

/** Lets somebody's own comment say something else; whom it mentions now is told. */
export async function updateComment(
  tx: Tx,
  viewer: Viewer,
  id: string,
  markdown: string,
  now: Date,
): Promise<{ comment: Comment; access: PageAccess }> {
  const { comment, access } = await demandComment(tx, viewer, id);
  if (!mayUpdate(comment, viewer)) throw commentNotFound();
  const [updated] = await tx
    .update(comments)
    .set({ markdown: demandWords(markdown), updateTime: now })
    // It may have been taken back a moment ago.
    .where(and(eq(comments.id, id), eq(comments.deleted, false)))
    .returning();
  if (!updated) throw commentNotFound();
  const before = mentionedIn(comment.markdown);
  const mentionedIds = (await mentionedOthers(tx, access, updated)).filter((id) => !before.includes(id));
  if (mentionedIds.length > 0) await announce(tx, access, updated, { mentionedIds, recipientIds: [] });
  await touch(tx, discussionKey(access.page.id));
  return { comment: updated, access };
}

/** Takes back what was said: the words are gone, the place stays. */
export async function deleteComment(tx: Tx, viewer: Viewer, id: string): Promise<void> {
  const { comment, access } = await demandComment(tx, viewer, id);
  if (comment.authorId !== viewer.id && !isAtLeast(access.role, "EDITOR")) throw commentNotFound();
  await tx.update(comments).set({ markdown: "", deleted: true }).where(eq(comments.id, id));
  await touch(tx, discussionKey(access.page.id));
}

function commentNotFound() {
  return refuse.notFound("COMMENT_NOT_FOUND", "There is no such comment.");
}
