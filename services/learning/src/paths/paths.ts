import { type Database, type Person, type Refusal, refuse } from "@platform/kit";
import { and, asc, desc, eq, exists, inArray, isNull, lt, or, type SQL, sql } from "drizzle-orm";
import { type CourseView, courseView, selectCourses, writesAll } from "../courses.ts";
import { courses, enrolments, learners, pathLearners, pathSteps, paths } from "../schema.ts";
import { countOf, missingBefore, type Standing, type Step, type StepState, stateOf } from "./rules.ts";

export type Path = typeof paths.$inferSelect;

/** A path with what is shown around it. */
export interface PathView {
  path: Path;
  authorName: string;
  courseCount: number;
  learnerCount: number;
  minutes: number;
  /** How far the viewer is; undefined for those who are not on it. */
  progress: Progress | undefined;
}

export interface Progress {
  completed: number;
  required: number;
  joinTime: Date;
  completeTime: Date | null;
}

/** A course of a path, for one viewer. */
export interface StepView {
  step: Step;
  course: CourseView;
  state: StepState;
  /** Titles of what is to be completed before. */
  missing: string[];
}

/** Where the page before ended. */
export interface PathPlace {
  time: Date;
  id: string;
}

/** Published paths, the newest first. */
export async function listPublished(
  db: Database,
  viewerId: string | undefined,
  language: "RU" | "EN" | undefined,
  after: PathPlace | undefined,
  limit: number,
): Promise<PathView[]> {
  const rows = await selectPaths(db)
    .where(
      and(
        eq(paths.state, "PUBLISHED"),
        language && eq(paths.language, language),
        after && isAfter(paths.publishTime, after),
      ),
    )
    .orderBy(desc(paths.publishTime), desc(paths.id))
    .limit(limit);
  return viewPaths(db, rows, viewerId);
}

/** The paths that a person may write, those that changed last first. */
export async function listAuthored(
  db: Database,
  person: Person,
  after: PathPlace | undefined,
  limit: number,
): Promise<PathView[]> {
  const own = writesAll(person) ? undefined : eq(paths.authorId, person.id);
  const rows = await selectPaths(db)
    .where(and(own, after && isAfter(paths.updateTime, after)))
    .orderBy(desc(paths.updateTime), desc(paths.id))
    .limit(limit);
  return viewPaths(db, rows, undefined);
}

/** The paths that somebody is on, those that are not completed first. */
export async function listOwn(db: Database, accountId: string): Promise<PathView[]> {
  const rows = await selectPaths(db)
    .innerJoin(pathLearners, and(eq(pathLearners.pathId, paths.id), eq(pathLearners.accountId, accountId)))
    .orderBy(desc(isNull(pathLearners.completeTime)), desc(pathLearners.joinTime), desc(paths.id))
    .limit(100);
  return viewPaths(db, rows, accountId);
}

/** A path that somebody may see: one that is published, their own, or one that they are on; refuses PATH_NOT_FOUND. */
export async function findPath(db: Database, pathId: string, person: Person | undefined): Promise<PathView> {
  const [row] = await selectPaths(db).where(and(eq(paths.id, pathId), isSeenBy(db, person)));
  const [view] = row ? await viewPaths(db, [row], person?.id) : [];
  if (!view) throw pathNotFound();
  return view;
}

function isSeenBy(db: Database, person: Person | undefined): SQL | undefined {
  if (!person) return eq(paths.state, "PUBLISHED");
  if (writesAll(person)) return undefined;
  const isOn = db
    .select({ one: sql`1` })
    .from(pathLearners)
    .where(and(eq(pathLearners.pathId, paths.id), eq(pathLearners.accountId, person.id)));
  return or(eq(paths.state, "PUBLISHED"), eq(paths.authorId, person.id), exists(isOn));
}

function selectPaths(db: Database) {
  const { pathId } = pathLearners;
  return db
    .select({
      path: paths,
      authorName: learners.name,
      learnerCount: sql<number>`(select count(*)::int from ${pathLearners} where ${pathId} = ${paths.id})`,
    })
    .from(paths)
    .leftJoin(learners, eq(learners.accountId, paths.authorId))
    .$dynamic();
}

type Selected = Awaited<ReturnType<typeof selectPaths>>[number];

const isAfter = (column: typeof paths.publishTime | typeof paths.updateTime, { time, id }: PathPlace) =>
  or(lt(column, time), and(eq(column, time), lt(paths.id, id)));

async function viewPaths(db: Database, rows: readonly Selected[], viewerId: string | undefined): Promise<PathView[]> {
  if (rows.length === 0) return [];
  const ids = rows.map(({ path }) => path.id);
  const steps = await db
    .select({
      step: pathSteps,
      state: courses.state,
      minutes: sql<number>`(${courses.publishedSettings} ->> 'minutes')::int`,
    })
    .from(pathSteps)
    .innerJoin(courses, eq(courses.id, pathSteps.courseId))
    .where(inArray(pathSteps.pathId, ids));
  const joined = await joinedPaths(db, ids, viewerId);
  const standings = await standingsOf(
    db,
    steps.map(({ step }) => step.courseId),
    joined.size > 0 ? viewerId : undefined,
  );
  return rows.map(({ path, authorName, learnerCount }) => {
    const own = steps.filter(({ step }) => step.pathId === path.id);
    const on = joined.get(path.id);
    const gone = new Set(own.flatMap(({ step, state }) => (state === "PUBLISHED" ? [] : [step.courseId])));
    return {
      path,
      authorName: authorName ?? "",
      learnerCount,
      courseCount: own.length,
      minutes: own.reduce((sum, { minutes }) => sum + (minutes ?? 0), 0),
      progress: on && {
        ...countOf(
          own.map(({ step }) => step),
          standings,
          gone,
        ),
        joinTime: on.joinTime,
        completeTime: on.completeTime,
      },
    };
  });
}

async function joinedPaths(db: Database, ids: readonly string[], viewerId: string | undefined) {
  if (viewerId === undefined) return new Map<string, typeof pathLearners.$inferSelect>();
  const rows = await db
    .select()
    .from(pathLearners)
    .where(and(inArray(pathLearners.pathId, [...ids]), eq(pathLearners.accountId, viewerId)));
  return new Map(rows.map((row) => [row.pathId, row]));
}

/** What somebody has done in courses; nothing for a stranger. */
export async function standingsOf(
  db: Database,
  courseIds: readonly string[],
  accountId: string | undefined,
): Promise<Map<string, Standing>> {
  if (accountId === undefined || courseIds.length === 0) return new Map();
  const rows = await db
    .select()
    .from(enrolments)
    .where(and(eq(enrolments.accountId, accountId), inArray(enrolments.courseId, [...courseIds])));
  return new Map(
    rows.flatMap(({ courseId, completeTime, leaveTime }): [string, Standing][] => {
      if (completeTime) return [[courseId, "COMPLETED"]];
      return leaveTime ? [] : [[courseId, "STARTED"]];
    }),
  );
}

/** The courses of a path as their author placed them. */
export function listSteps(db: Database, pathId: string): Promise<(typeof pathSteps.$inferSelect)[]> {
  return db.select().from(pathSteps).where(eq(pathSteps.pathId, pathId)).orderBy(asc(pathSteps.position));
}

/** The courses of a path, and where a viewer stands with each. */
export async function viewSteps(db: Database, pathId: string, viewerId: string | undefined): Promise<StepView[]> {
  const steps = await listSteps(db, pathId);
  const ids = steps.map(({ courseId }) => courseId);
  if (ids.length === 0) return [];
  const rows = await selectCourses(db, "published").where(inArray(courses.id, ids));
  const views = new Map(rows.map((row) => [row.course.id, courseView(row, "published")]));
  const gone = new Set(rows.flatMap(({ course }) => (course.state === "PUBLISHED" ? [] : [course.id])));
  const standings = await standingsOf(db, ids, viewerId);
  return steps.flatMap((step) => {
    const course = views.get(step.courseId);
    if (!course) return [];
    const state = stateOf(step, standings, gone);
    const before = state === "LOCKED" ? missingBefore(step, standings, gone) : [];
    return [{ step, course, state, missing: before.map((id) => views.get(id)?.settings.title ?? "") }];
  });
}

export function pathNotFound(): Refusal {
  return refuse.notFound("PATH_NOT_FOUND", "There is no such path.");
}
