import { type Person, refuse, type Tx, uuid7 } from "@platform/kit";
import { and, eq, inArray, sql } from "drizzle-orm";
import { writesAll } from "../courses.ts";
import { courses, pathLearners, pathSteps, paths } from "../schema.ts";
import { settlePaths } from "./learners.ts";
import { type Path, pathNotFound } from "./paths.ts";
import { type Step, violationsOf } from "./rules.ts";

/** What a path shall be. */
export interface PathText {
  title: string;
  summary: string;
  language: "RU" | "EN";
  steps: Step[];
}

/** Makes a path without courses; answers with its id. */
export async function createPath(
  tx: Tx,
  authorId: string,
  { title, language }: Pick<PathText, "title" | "language">,
  now: Date,
): Promise<string> {
  const id = uuid7();
  const times = { createTime: now, updateTime: now };
  await tx.insert(paths).values({ id, authorId, state: "DRAFT", title: demandTitle(title), language, ...times });
  return id;
}

/** Says anew what a path is; those who have by now completed all that counts have completed it. */
export async function updatePath(tx: Tx, path: Path, revision: number, text: PathText, now: Date): Promise<void> {
  const { title, summary, language, steps } = text;
  if (path.revision !== revision) {
    throw refuse.aborted("PATH_CHANGED", "Somebody else saved the path since you read it; look at it again.");
  }
  const ids = steps.map(({ courseId }) => courseId);
  const kept = await tx.select({ id: pathSteps.courseId }).from(pathSteps).where(eq(pathSteps.pathId, path.id));
  const known = await tx
    .select({ id: courses.id })
    .from(courses)
    .where(and(inArray(courses.id, ids), eq(courses.state, "PUBLISHED")));
  // A course that left the catalogue may stay where it is.
  const published = new Set([...known, ...kept].map(({ id }) => id));
  const violations = violationsOf(steps, published);
  if (Object.keys(violations).length > 0) throw refuse.invalid(violations);
  await tx.delete(pathSteps).where(eq(pathSteps.pathId, path.id));
  if (steps.length > 0) {
    await tx.insert(pathSteps).values(steps.map((step, position) => ({ ...step, pathId: path.id, position })));
  }
  if (path.state === "PUBLISHED") demandCounting(steps);
  await tx
    .update(paths)
    .set({
      title: demandTitle(title),
      summary: summary.trim(),
      language,
      revision: sql`${paths.revision} + 1`,
      updateTime: now,
    })
    .where(eq(paths.id, path.id));
  const on = await tx.select().from(pathLearners).where(eq(pathLearners.pathId, path.id));
  for (const { accountId } of on) await settlePaths(tx, accountId, [path.id], now);
}

/** Shows a path to everybody, or to its authors alone. */
export async function publishPath(tx: Tx, path: Path, hide: boolean, now: Date): Promise<void> {
  const state = hide ? "DRAFT" : "PUBLISHED";
  if (path.state === state) return;
  if (!hide) demandCounting(await tx.select().from(pathSteps).where(eq(pathSteps.pathId, path.id)));
  // It keeps its place among the others when it is shown again.
  const publishTime = path.publishTime ?? (hide ? null : now);
  await tx.update(paths).set({ state, publishTime, updateTime: now }).where(eq(paths.id, path.id));
}

/** Removes a path; harmless where there is none that the person may write. */
export async function deletePath(tx: Tx, person: Person, pathId: string): Promise<void> {
  await tx
    .delete(paths)
    .where(and(eq(paths.id, pathId), writesAll(person) ? undefined : eq(paths.authorId, person.id)));
}

/** A path that a person may write, held against others; refuses PATH_NOT_FOUND. */
export async function lockPath(tx: Tx, person: Person, pathId: string): Promise<Path> {
  const [path] = await tx.select().from(paths).where(eq(paths.id, pathId)).for("update");
  if (!path || !mayWritePath(person, path)) throw pathNotFound();
  return path;
}

/** Whether a person may write a path. */
export function mayWritePath(person: Person, { authorId }: Pick<Path, "authorId">): boolean {
  return writesAll(person) || (person.roles.includes("MENTOR") && authorId === person.id);
}

function demandTitle(title: string): string {
  const trimmed = title.trim();
  if (trimmed === "") throw refuse.invalid({ title: "must not be blank" });
  return trimmed;
}

function demandCounting(steps: readonly Pick<Step, "optional">[]): void {
  if (steps.some(({ optional }) => !optional)) return;
  throw refuse.state("PATH_EMPTY", "A path that is shown needs a course that counts.");
}
