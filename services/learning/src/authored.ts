import { type Database, type Person, refuse, type Tx, uuid7 } from "@platform/kit";
import { and, desc, eq, lt, or } from "drizzle-orm";
import { type CourseSettings, freePolicy } from "./content.ts";
import { type CourseView, courseNotFound, courseView, selectCourses, viewCourse, writesAll } from "./courses.ts";
import { insertCourse } from "./drafts.ts";
import { courses } from "./schema.ts";

/** Makes an empty course of somebody's; answers with its id. */
export async function createCourse(
  tx: Tx,
  authorId: string,
  { title, language }: Pick<CourseSettings, "title" | "language">,
  now: Date,
): Promise<string> {
  if (title.trim() === "") throw refuse.invalid({ title: "must not be blank" });
  const empty = { summary: "", description: "", skills: [], minutes: 0, cover: "", grading: freePolicy };
  const id = uuid7();
  await insertCourse(tx, {
    id,
    authorId,
    content: { settings: { title, language, ...empty }, modules: [], banks: [] },
    now,
  });
  return id;
}

/** Where the page before ended. */
export interface AuthoredPlace {
  updateTime: Date;
  id: string;
}

/** The courses that somebody may write, as their drafts are, the last changed first. */
export async function listAuthored(
  db: Database,
  person: Person,
  after: AuthoredPlace | undefined,
  limit: number,
): Promise<CourseView[]> {
  const earlier =
    after &&
    or(
      lt(courses.updateTime, after.updateTime),
      and(eq(courses.updateTime, after.updateTime), lt(courses.id, after.id)),
    );
  const own = writesAll(person) ? undefined : eq(courses.authorId, person.id);
  const rows = await selectCourses(db, "draft")
    .where(and(own, earlier))
    .orderBy(desc(courses.updateTime), desc(courses.id))
    .limit(limit);
  return rows.map((row) => courseView(row, "draft"));
}

/** A course as its draft is. */
export async function viewDraft(db: Database, courseId: string): Promise<CourseView> {
  return demand(await viewCourse(db, eq(courses.id, courseId), "draft"));
}

/** A course as learners see it, or as its draft is where it was never published. */
export async function viewPublished(db: Database, courseId: string): Promise<CourseView> {
  return demand(await viewCourse(db, eq(courses.id, courseId), "published"));
}

function demand(view: CourseView | undefined): CourseView {
  if (!view) throw courseNotFound();
  return view;
}
