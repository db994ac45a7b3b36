import { PostAdded } from "@platform/grpc/platform/learning/v1/learning_events.ts";
import { type Database, emit, type Person, type Refusal, refuse, type Tx, uuid7 } from "@platform/kit";
import { and, eq, inArray, isNull } from "drizzle-orm";
import { nameOf } from "../learners.ts";
import { readPublishedLesson } from "../outline.ts";
import { demandParticipant, type Participant } from "../participants.ts";
import { enrolments, posts, threads } from "../schema.ts";
import { type Post, type Thread, threadNotFound } from "./threads.ts";

const mostInThread = 200;
const excerptLength = 200;

/** What somebody says under a block. */
export interface NewPost {
  lessonId: string;
  blockId: string;
  /** Empty for a new thread. */
  threadId: string;
  markdown: string;
}

/** Says something, and tells whom it concerns; answers with the thread. */
export async function addPost(tx: Tx, participant: Participant, said: NewPost, now: Date): Promise<string> {
  const { accountId, course, teaches } = participant;
  const markdown = demandWords(said.markdown);
  const thread =
    said.threadId === "" ? await beginThread(tx, participant, said) : await answerIn(tx, course.id, said.threadId);
  const before = await tx
    .selectDistinct({ authorId: posts.authorId })
    .from(posts)
    .where(and(eq(posts.threadId, thread.id), eq(posts.deleted, false)));
  const id = uuid7();
  await tx.insert(posts).values({
    id,
    threadId: thread.id,
    authorId: accountId,
    byTeacher: teaches,
    markdown,
    createTime: now,
  });
  const speakers = before.map(({ authorId }) => authorId);
  await announce(tx, participant, thread, { id, markdown }, speakers);
  return thread.id;
}

function demandWords(markdown: string): string {
  if (markdown.trim() === "") throw refuse.invalid({ markdown: "must not be blank" });
  return markdown;
}

async function beginThread(tx: Tx, { course }: Participant, { lessonId, blockId }: NewPost): Promise<Thread> {
  const { blockIds } = await readPublishedLesson(tx, course.id, lessonId);
  if (!blockIds.includes(blockId)) throw refuse.notFound("BLOCK_NOT_FOUND", "The lesson has no such block.");
  const [thread] = await tx.insert(threads).values({ id: uuid7(), courseId: course.id, lessonId, blockId }).returning();
  if (!thread) throw new Error("The thread was not written");
  return thread;
}

/** Opens a thread for an answer, and holds it, so that it never grows past what is shown of it. */
async function answerIn(tx: Tx, courseId: string, threadId: string): Promise<Thread> {
  const [thread] = await tx
    .select()
    .from(threads)
    .where(and(eq(threads.id, threadId), eq(threads.courseId, courseId)))
    .for("update");
  if (!thread) throw threadNotFound();
  if ((await tx.$count(posts, eq(posts.threadId, threadId))) >= mostInThread) {
    throw refuse.state("THREAD_FULL", `A thread holds at most ${mostInThread} posts; begin another.`);
  }
  return thread;
}

async function announce(
  tx: Tx,
  { accountId, course }: Participant,
  { id: threadId, lessonId }: Thread,
  { id: postId, markdown }: Pick<Post, "id" | "markdown">,
  speakers: readonly string[],
): Promise<void> {
  const still = await tx
    .select({ accountId: enrolments.accountId })
    .from(enrolments)
    .where(
      and(
        eq(enrolments.courseId, course.id),
        inArray(enrolments.accountId, [...speakers]),
        isNull(enrolments.leaveTime),
      ),
    );
  const concerned = [course.authorId, ...still.map((one) => one.accountId)];
  await emit(tx, PostAdded, {
    threadId,
    postId,
    courseId: course.id,
    courseTitle: course.publishedSettings?.title ?? "",
    lessonId,
    actorId: accountId,
    actorName: await nameOf(tx, accountId),
    excerpt: markdown.replace(/\s+/g, " ").trim().slice(0, excerptLength),
    recipientIds: [...new Set(concerned)].filter((recipient) => recipient !== accountId),
  });
}

/** A post of a course that a person takes part in; refuses POST_NOT_FOUND. */
async function findPost(
  db: Database,
  person: Person,
  postId: string,
): Promise<{ post: Post; participant: Participant }> {
  const [found] = await db
    .select({ post: posts, courseId: threads.courseId })
    .from(posts)
    .innerJoin(threads, eq(threads.id, posts.threadId))
    .where(eq(posts.id, postId));
  if (!found) throw postNotFound();
  const participant = await demandParticipant(db, person, found.courseId).catch((error: unknown) => {
    // To who is not in the course it is not there.
    if (error instanceof Error && error.name === "Refusal") throw postNotFound();
    throw error;
  });
  return { post: found.post, participant };
}

/** What came of a change: the thread, and as whom the person sees it. */
export interface Changed {
  threadId: string;
  participant: Participant;
}

/** Lets somebody's own post say something else. */
export async function updatePost(tx: Tx, person: Person, id: string, markdown: string, now: Date): Promise<Changed> {
  const { post, participant } = await findPost(tx, person, id);
  if (post.authorId !== person.id) throw postNotFound();
  const change = { markdown: demandWords(markdown), updateTime: now, endorsed: false };
  const [updated] = await tx
    .update(posts)
    .set(change)
    // It may have been taken back a moment ago.
    .where(and(eq(posts.id, id), eq(posts.deleted, false)))
    .returning();
  if (!updated) throw postNotFound();
  return { threadId: post.threadId, participant };
}

/** Takes back somebody's own words. */
export async function deletePost(tx: Tx, person: Person, id: string): Promise<void> {
  const { post } = await findPost(tx, person, id);
  if (post.authorId !== person.id) throw postNotFound();
  await tx.update(posts).set({ markdown: "", deleted: true, endorsed: false }).where(eq(posts.id, id));
}

/** Marks a post as one who teaches sees it: endorsed or not, hidden or not. */
export async function moderate(
  tx: Tx,
  person: Person,
  id: string,
  change: { endorsed: boolean } | { hidden: boolean },
): Promise<Changed> {
  const { post, participant } = await findPost(tx, person, id);
  if (!participant.teaches || post.deleted) throw postNotFound();
  await tx.update(posts).set(change).where(eq(posts.id, id));
  return { threadId: post.threadId, participant };
}

function postNotFound(): Refusal {
  return refuse.notFound("POST_NOT_FOUND", "There is no such post.");
}
