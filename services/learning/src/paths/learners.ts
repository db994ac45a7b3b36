import { PathCompleted } from "@platform/grpc/platform/learning/v1/learning_events.ts";
import { emit, type Person, refuse, type Tx } from "@platform/kit";
import { and, eq, inArray, isNull } from "drizzle-orm";
import { courseNotFound } from "../courses.ts";
import { enrol } from "../enrolments.ts";
import { courses, pathLearners, pathSteps, paths } from "../schema.ts";
import { findPath, listSteps, standingsOf } from "./paths.ts";
import { countOf, missingBefore } from "./rules.ts";

/** Sets out on a path; harmless for those who are on it. */
export async function joinPath(tx: Tx, person: Person, pathId: string, now: Date): Promise<void> {
  await findPath(tx, pathId, person);
  await tx.insert(pathLearners).values({ accountId: person.id, pathId, joinTime: now }).onConflictDoNothing();
  await settlePaths(tx, person.id, [pathId], now);
}

/** Leaves a path; harmless for those who are not on it. */
export async function leavePath(tx: Tx, accountId: string, pathId: string): Promise<void> {
  await tx.delete(pathLearners).where(and(eq(pathLearners.accountId, accountId), eq(pathLearners.pathId, pathId)));
}

/** Enrols somebody in a course of a path, once what comes before it is completed. */
export async function startStep(tx: Tx, person: Person, pathId: string, courseId: string, now: Date): Promise<void> {
  await joinPath(tx, person, pathId, now);
  const steps = await listSteps(tx, pathId);
  const step = steps.find((each) => each.courseId === courseId);
  if (!step) throw courseNotFound();
  const standings = await standingsOf(tx, [courseId, ...step.afterIds], person.id);
  if (!standings.has(courseId)) {
    const missing = missingBefore(step, standings, await goneOf(tx, step.afterIds));
    if (missing.length > 0) await refuseLocked(tx, missing);
  }
  await enrol(tx, person.id, courseId, "", now);
}

async function refuseLocked(tx: Tx, ids: readonly string[]): Promise<never> {
  const rows = await tx
    .select({ id: courses.id, settings: courses.publishedSettings })
    .from(courses)
    .where(inArray(courses.id, [...ids]));
  const titles = rows.map(({ settings }) => settings?.title ?? "").join(", ");
  throw refuse.state("PREREQUISITE_MISSING", `Complete these courses of the path first: ${titles}.`, {
    metadata: { course_ids: ids.join(","), titles },
  });
}

async function goneOf(tx: Tx, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const rows = await tx
    .select({ id: courses.id, state: courses.state })
    .from(courses)
    .where(inArray(courses.id, [...ids]));
  return new Set(rows.flatMap(({ id, state }) => (state === "PUBLISHED" ? [] : [id])));
}

/** Notes which of some paths somebody has completed by now, and tells it. */
export async function settlePaths(tx: Tx, accountId: string, pathIds: readonly string[], now: Date): Promise<void> {
  const open = await tx
    .select({ pathId: pathLearners.pathId })
    .from(pathLearners)
    .where(
      and(
        eq(pathLearners.accountId, accountId),
        isNull(pathLearners.completeTime),
        inArray(pathLearners.pathId, [...pathIds]),
      ),
    );
  for (const { pathId } of open) {
    const steps = await listSteps(tx, pathId);
    const ids = steps.map(({ courseId }) => courseId);
    const { completed, required } = countOf(steps, await standingsOf(tx, ids, accountId), await goneOf(tx, ids));
    if (required === 0 || completed < required) continue;
    const own = and(eq(pathLearners.accountId, accountId), eq(pathLearners.pathId, pathId));
    await tx.update(pathLearners).set({ completeTime: now }).where(own);
    const [path] = await tx.select().from(paths).where(eq(paths.id, pathId));
    await emit(tx, PathCompleted, { accountId, pathId, pathTitle: path?.title ?? "" });
  }
}

/** The same for a course that somebody just passed. */
export async function settlePathsOf(tx: Tx, accountId: string, courseId: string, now: Date): Promise<void> {
  const rows = await tx.select({ id: pathSteps.pathId }).from(pathSteps).where(eq(pathSteps.courseId, courseId));
  if (rows.length > 0) {
    await settlePaths(
      tx,
      accountId,
      rows.map(({ id }) => id),
      now,
    );
  }
}
