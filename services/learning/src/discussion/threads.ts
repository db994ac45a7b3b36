import { type Database, type Refusal, refuse } from "@platform/kit";
import { and, asc, desc, eq, inArray, lt, notExists, or, type SQL, sql } from "drizzle-orm";
import { namesOf } from "../learners.ts";
import type { Participant } from "../participants.ts";
import { courses, lessons, posts, threads } from "../schema.ts";

export type Thread = typeof threads.$inferSelect;
export type Post = typeof posts.$inferSelect;

/** A post as somebody who takes part sees it. */
export interface PostView {
  post: Post;
  authorName: string;
  byCourseAuthor: boolean;
}

/** A thread with what was said in it. */
export interface ThreadView {
  thread: Thread;
  lessonTitle: string;
  posts: PostView[];
}

/** What of the threads of a course is wanted. */
export interface ThreadFilter {
  /** Empty for the whole course. */
  blockId: string;
  /** Only those in which nobody who teaches said or endorsed anything. */
  unanswered: boolean;
}

const readable = and(eq(posts.deleted, false), eq(posts.hidden, false));

/** The threads of a course that somebody may see, the newest first; `after` names the last of the page before. */
export async function listThreads(
  db: Database,
  participant: Participant,
  { blockId, unanswered }: ThreadFilter,
  after: string | undefined,
  limit: number,
): Promise<ThreadView[]> {
  const { course, teaches } = participant;
  const said = teaches ? eq(posts.deleted, false) : readable;
  const rows = await db
    .select()
    .from(threads)
    .where(
      and(
        eq(threads.courseId, course.id),
        blockId === "" ? undefined : eq(threads.blockId, blockId),
        holds(db, said),
        unanswered
          ? notExists(inThread(db, and(readable, or(eq(posts.byTeacher, true), eq(posts.endorsed, true)))))
          : undefined,
        after === undefined ? undefined : lt(threads.id, after),
      ),
    )
    .orderBy(desc(threads.id))
    .limit(limit);
  return viewThreads(db, participant, rows);
}

function inThread(db: Database, which: SQL | undefined) {
  return db
    .select({ one: sql`1` })
    .from(posts)
    .where(and(eq(posts.threadId, threads.id), which));
}

function holds(db: Database, which: SQL | undefined): SQL {
  return sql`exists ${inThread(db, which)}`;
}

/** One thread as somebody who takes part sees it. */
export async function viewThread(db: Database, participant: Participant, threadId: string): Promise<ThreadView> {
  const rows = await db
    .select()
    .from(threads)
    .where(and(eq(threads.id, threadId), eq(threads.courseId, participant.course.id)));
  const [view] = await viewThreads(db, participant, rows);
  if (!view) throw threadNotFound();
  return view;
}

async function viewThreads(db: Database, { course, teaches }: Participant, rows: Thread[]): Promise<ThreadView[]> {
  if (rows.length === 0) return [];
  const ids = rows.map(({ id }) => id);
  const said = await db.select().from(posts).where(inArray(posts.threadId, ids)).orderBy(asc(posts.id));
  const names = await namesOf(db, [...new Set(said.map(({ authorId }) => authorId))]);
  const titles = await db
    .select({ id: lessons.id, title: lessons.title })
    .from(lessons)
    .innerJoin(courses, and(eq(courses.id, lessons.courseId), eq(courses.publishedVersion, lessons.version)))
    .where(and(eq(lessons.courseId, course.id), inArray(lessons.id, [...new Set(rows.map((row) => row.lessonId))])));
  return rows.map((thread) => ({
    thread,
    lessonTitle: titles.find(({ id }) => id === thread.lessonId)?.title ?? "",
    posts: shown(
      said.filter(({ threadId }) => threadId === thread.id),
      teaches,
    ).map((post) => ({
      post,
      authorName: names.get(post.authorId) ?? "",
      byCourseAuthor: post.authorId === course.authorId,
    })),
  }));
}

/** What of a thread is seen: words that are gone or hidden keep their place only where answers stand below them. */
export function shown<T extends Pick<Post, "deleted" | "hidden" | "markdown">>(
  said: readonly T[],
  teaches: boolean,
): T[] {
  const silent = ({ deleted, hidden }: T) => deleted || (hidden && !teaches);
  return said
    .slice(0, said.findLastIndex((post) => !silent(post)) + 1)
    .map((post) => (silent(post) ? { ...post, markdown: "" } : post));
}

/** How much learners see under each block of a lesson. */
export async function countPosts(
  db: Database,
  courseId: string,
  lessonId: string,
): Promise<{ blockId: string; postCount: number }[]> {
  return db
    .select({ blockId: threads.blockId, postCount: sql<number>`count(*)::int` })
    .from(threads)
    .innerJoin(posts, eq(posts.threadId, threads.id))
    .where(and(eq(threads.courseId, courseId), eq(threads.lessonId, lessonId), readable))
    .groupBy(threads.blockId);
}

export function threadNotFound(): Refusal {
  return refuse.notFound("THREAD_NOT_FOUND", "There is no such thread.");
}
