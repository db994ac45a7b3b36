import { type Database, refuse, type Tx } from "@platform/kit";
import { and, eq } from "drizzle-orm";
import { settle } from "../completion.ts";
import { isOver } from "../due.ts";
import { type Enrolment, lockEnrolment } from "../enrolments.ts";
import type { Progress } from "../progress.ts";
import { markDone } from "../records.ts";
import { packageStates } from "../schema.ts";
import { keptValues, type Outcome, outcomeOf, type Values } from "./model.ts";
import type { Place, Playing } from "./place.ts";

/** What a package said of a learner. */
export type PackageState = typeof packageStates.$inferSelect;

/** What came of something that a package said. */
export interface Saved {
  state: PackageState;
  /** Undefined where it changed nothing in the course. */
  progress?: Progress;
  certificateId: string;
}

/** What a package said of somebody; undefined before they opened it. */
export async function findState(
  db: Database,
  accountId: string,
  { courseId, blockId }: Pick<Place, "courseId" | "blockId">,
): Promise<PackageState | undefined> {
  const [state] = await db
    .select()
    .from(packageStates)
    .where(of(accountId, courseId, blockId));
  return state;
}

function of(accountId: string, courseId: string, blockId: string) {
  return and(
    eq(packageStates.accountId, accountId),
    eq(packageStates.courseId, courseId),
    eq(packageStates.blockId, blockId),
  );
}

/** Begins an opening, the only one from now on that may save. */
export async function beginLaunch(
  tx: Tx,
  enrolment: Enrolment,
  { lessonId, blockId }: Place,
  { block, entry, due }: Playing,
  launch: { launchId: string; playId: string },
  now: Date,
): Promise<Saved> {
  const { accountId, courseId } = enrolment;
  const before = await findState(tx, accountId, { courseId, blockId });
  const part = { packageId: block.packageId, entry: block.entry };
  const same = before?.packageId === part.packageId && before.entry === part.entry;
  const opened = { ...launch, ...part, lessonId, sequence: 0, launchTime: now, secondsBefore: before?.seconds ?? 0 };
  const [state] = await tx
    .insert(packageStates)
    .values({ accountId, courseId, blockId, state: "INCOMPLETE", ...opened })
    .onConflictDoUpdate({
      target: [packageStates.accountId, packageStates.courseId, packageStates.blockId],
      // What another part said means nothing to this one; what was reached stays.
      set: { ...opened, ...(!same && { values: {}, state: "INCOMPLETE" as const }) },
    })
    .returning();
  if (!state) throw new Error("The opening of a package was not written");
  if (entry.reports) return { state, ...(await settle(tx, enrolment, null, now)) };
  return take(tx, enrolment, state, { state: "COMPLETED", done: true, score: undefined, seconds: 0 }, { due, now });
}

/** What is saved: by which opening, after how many others. */
export interface Report {
  launchId: string;
  sequence: number;
  values: Values;
}

/** Keeps what a package says, unless something newer is kept; refuses PACKAGE_LAUNCHED_ELSEWHERE. */
export async function saveState(
  tx: Tx,
  accountId: string,
  { courseId, blockId }: Place,
  { scorm, entry, due }: Playing,
  { launchId, sequence, values }: Report,
  now: Date,
): Promise<Saved> {
  const kept = keptValues(values);
  if (!kept) throw refuse.state("PACKAGE_STATE_TOO_LARGE", "A package may keep at most 512 KiB.");
  const enrolment = await lockEnrolment(tx, accountId, courseId);
  const state = await findState(tx, accountId, { courseId, blockId });
  if (state?.launchId !== launchId) {
    throw refuse.state("PACKAGE_LAUNCHED_ELSEWHERE", "The package was opened anew, in another tab or elsewhere.");
  }
  if (sequence <= state.sequence) return { state, certificateId: "" };
  await tx
    .update(packageStates)
    .set({ sequence, values: kept })
    .where(of(accountId, courseId, blockId));
  return take(tx, enrolment, state, outcomeOf(scorm.version, kept, entry), { due, now });
}

/** Notes what a package says, and lets it count where that changes something. */
async function take(
  tx: Tx,
  enrolment: Enrolment,
  before: PackageState,
  { state, done, score, seconds }: Outcome,
  { due, now }: { due: Date | undefined; now: Date },
): Promise<Saved> {
  const { accountId, courseId, blockId } = before;
  const late = isOver(due, now);
  // Who completes what gives no score has earned all of it.
  const earned = late ? null : (score ?? (done ? 1 : null));
  const grade = best(before.grade, earned);
  const [after] = await tx
    .update(packageStates)
    .set({
      state,
      grade,
      score: late ? before.score : best(before.score, score ?? null),
      done: before.done || done,
      seconds: before.secondsBefore + seconds,
    })
    .where(of(accountId, courseId, blockId))
    .returning();
  if (!after) throw new Error("The state of a package was not written");
  if (after.done === before.done && grade === before.grade) return { state: after, certificateId: "" };
  if (done) await markDone(tx, enrolment, [blockId], now);
  return { state: after, ...(await settle(tx, enrolment, null, now)) };
}

function best(one: number | null, other: number | null): number | null {
  if (one === null || other === null) return one ?? other;
  return Math.max(one, other);
}
