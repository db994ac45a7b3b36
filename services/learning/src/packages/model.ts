import type { PackageVersion } from "../content.ts";
import type { PackageEntry, packageStates } from "../schema.ts";
import { readDuration, writeDuration } from "./time.ts";

/** Values of a standard's data model, by the names of its elements. */
export type Values = Readonly<Record<string, string>>;

/** What a package says of a learner. */
export interface Outcome {
  state: (typeof packageStates.$inferSelect)["state"];
  done: boolean;
  /** 0 to 1; undefined where it said none. */
  score: number | undefined;
  /** How long this opening has lasted, as it says. */
  seconds: number;
}

type Measures = Pick<PackageEntry, "mastery" | "threshold">;

/** Reads what a package says, by the standard that it was made for. */
export function outcomeOf(version: PackageVersion, values: Values, measures: Measures): Outcome {
  const said = version === "SCORM_1_2" ? outcomeOf12(values, measures) : outcomeOf2004(values, measures);
  // What was gone through and not passed can be tried again, so that it is not done.
  return { ...said, done: said.state === "PASSED" || said.state === "COMPLETED" };
}

/** SCORM 1.2 has one status for both; a mastery score decides over it once the package says that it is at its end. */
function outcomeOf12(values: Values, { mastery }: Measures) {
  const status = values["cmi.core.lesson_status"];
  const raw = numberIn(values, "cmi.core.score.raw");
  const ended = status === "passed" || status === "failed" || status === "completed";
  const judged = ended && mastery !== null && raw !== undefined;
  const passed = judged ? raw >= mastery : status === "passed";
  const failed = judged ? raw < mastery : status === "failed";
  return {
    state: stateOf({ completed: ended, passed, failed }),
    score: between(raw, numberIn(values, "cmi.core.score.min"), numberIn(values, "cmi.core.score.max")),
    seconds: Math.round(readDuration("SCORM_1_2", values["cmi.core.session_time"] ?? "")),
  };
}

/** SCORM 2004 tells completion and success apart; where the manifest sets measures for them, those decide. */
function outcomeOf2004(values: Values, { mastery, threshold }: Measures) {
  const scaled = numberIn(values, "cmi.score.scaled");
  const measure = numberIn(values, "cmi.progress_measure");
  const measured = threshold !== null && measure !== undefined;
  const completed = measured ? measure >= threshold : values["cmi.completion_status"] === "completed";
  const judged = mastery !== null && scaled !== undefined;
  const passed = judged ? scaled >= mastery : values["cmi.success_status"] === "passed";
  const failed = judged ? scaled < mastery : values["cmi.success_status"] === "failed";
  const [raw, min, max] = ["raw", "min", "max"].map((name) => numberIn(values, `cmi.score.${name}`));
  return {
    // Where a measure alone speaks, nothing failed before the end.
    state: stateOf({ completed, passed, failed: failed && (completed || !judged) }),
    score: scaled === undefined ? between(raw, min, max) : clamped(scaled),
    seconds: Math.round(readDuration("SCORM_2004", values["cmi.session_time"] ?? "")),
  };
}

function stateOf({
  completed,
  passed,
  failed,
}: {
  completed: boolean;
  passed: boolean;
  failed: boolean;
}): Outcome["state"] {
  if (passed) return "PASSED";
  if (failed) return "FAILED";
  return completed ? "COMPLETED" : "INCOMPLETE";
}

/** A raw score of its range, which is 0 to 100 where nothing else is said. */
function between(raw: number | undefined, min = 0, max = 100): number | undefined {
  return raw === undefined || !(max > min) ? undefined : clamped((raw - min) / (max - min));
}

function clamped(score: number): number {
  return Math.min(1, Math.max(0, score));
}

function numberIn(values: Values, name: string): number | undefined {
  const text = values[name]?.trim() ?? "";
  return /^[+-]?\d{1,15}(\.\d{1,15})?$/.test(text) ? Number(text) : undefined;
}

/** Who plays. */
export interface Player {
  accountId: string;
  name: string;
}

/** What was kept of a part that is opened again. */
export interface Kept {
  values: Values;
  seconds: number;
}

type Told = Pick<PackageEntry, "mastery" | "threshold" | "launchData">;

/** The values with which a part begins: what it said before, and what the platform tells it. */
export function startValues(
  version: PackageVersion,
  { mastery, threshold, launchData }: Told,
  { accountId, name }: Player,
  kept: Kept | undefined,
): Record<string, string> {
  const begun = kept !== undefined && Object.keys(kept.values).length > 0;
  const entry = begun ? "resume" : "ab-initio";
  const total = writeDuration(version, kept?.seconds ?? 0);
  const common = { ...(launchData !== "" && { "cmi.launch_data": launchData }) };
  if (version === "SCORM_1_2") {
    return {
      ...without(kept?.values, ["cmi.core.session_time", "cmi.core.exit"]),
      ...common,
      "cmi.core.student_id": accountId,
      "cmi.core.student_name": name,
      "cmi.core.credit": "credit",
      "cmi.core.lesson_mode": "normal",
      "cmi.core.entry": entry,
      "cmi.core.total_time": total,
      ...(mastery !== null && { "cmi.student_data.mastery_score": String(mastery) }),
    };
  }
  return {
    ...without(kept?.values, ["cmi.session_time", "cmi.exit"]),
    ...common,
    "cmi.learner_id": accountId,
    "cmi.learner_name": name,
    "cmi.credit": "credit",
    "cmi.mode": "normal",
    "cmi.entry": entry,
    "cmi.total_time": total,
    ...(mastery !== null && { "cmi.scaled_passing_score": String(mastery) }),
    ...(threshold !== null && { "cmi.completion_threshold": String(threshold) }),
  };
}

function without(values: Values = {}, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(Object.entries(values).filter(([name]) => !names.includes(name)));
}

const mostBytes = 512 * 1024;

/** The values that are kept: those of the data model that say something. Undefined where they are too many. */
export function keptValues(values: Values): Record<string, string> | undefined {
  const kept = Object.entries(values)
    .filter(([name, value]) => name.startsWith("cmi.") && value !== "")
    // No database keeps it in a text.
    .map(([name, value]) => [name.replaceAll("\0", "\ufffd"), value.replaceAll("\0", "\ufffd")] as const);
  const bytes = kept.reduce((sum, [name, value]) => sum + Buffer.byteLength(name) + Buffer.byteLength(value), 0);
  return bytes > mostBytes ? undefined : Object.fromEntries(kept);
}
