import type { Block, LessonGrading } from "../../content.ts";
import { asBlock } from "../html/blocks.ts";
import { readHtml } from "../html/read.ts";
import type { PackageFiles } from "../manifest/files.ts";
import { folderOf } from "../manifest/href.ts";
import { child, children, localName } from "../manifest/manifest.ts";
import type { WorkKind } from "../policy.ts";
import { numberOf } from "../qti/declarations.ts";
import { whyUnusable } from "../questions/unusable.ts";
import type { Change, Report } from "../report.ts";
import { descendants, textOf, type XmlElement } from "../xml.ts";
import { cartridgeHtml } from "./scope.ts";

/** What Canvas says of a quiz in a file beside it. */
export interface CanvasQuiz {
  /** What it says before its questions. */
  blocks: Block[];
  /** Whether it counts. */
  graded: boolean;
  /** Whether it shuffles the choices of its questions. */
  shuffle: boolean;
  /** The identifier of the group of assignments that it belongs to; may be empty. */
  group: string;
  grading: Partial<LessonGrading>;
  changes: Change[];
}

/** Reads what Canvas says of the quiz whose questions stand in a file; undefined where it says nothing. */
export async function readCanvasQuiz(path: string, files: PackageFiles): Promise<CanvasQuiz | undefined> {
  const place = `${folderOf(path)}assessment_meta.xml`;
  if (!files.has(place)) return undefined;
  const quiz = await files.xml(place).catch(whyUnusable);
  if (!("children" in quiz))
    return { blocks: [], graded: true, shuffle: false, group: "", grading: {}, changes: [quiz] };
  const said = (name: string) => words(child(quiz, name));
  const { parts, changes } = readHtml(
    child(quiz, "description") ? said("description") : "",
    cartridgeHtml(files, place),
  );
  const kind = said("quiz_type");
  const [assignment] = children(quiz, "assignment");
  const omitted = words(child(assignment, "omit_from_final_grade")) === "true";
  const graded = (kind === "" || kind === "assignment") && !omitted;
  if (/survey/.test(kind)) {
    changes.push({
      reason: "SURVEY_PRACTICE",
      message: "A survey became practice; its questions are graded as others.",
    });
  }
  for (const [name, wanted, reason, message] of lost) {
    if (wanted.test(said(name))) changes.push({ reason, message });
  }
  return {
    blocks: parts.map(asBlock),
    graded,
    shuffle: said("shuffle_answers") === "true",
    group: said("assignment_group_identifierref") || words(child(assignment, "assignment_group_identifierref")),
    grading: gradingOf(said),
    changes,
  };
}

function gradingOf(said: (name: string) => string): Partial<LessonGrading> {
  const attempts = numberOf(said("allowed_attempts"));
  const minutes = numberOf(said("time_limit"));
  const due = said("due_at");
  // Canvas writes times of UTC without saying so.
  const dueTime = new Date(/(z|[+-]\d\d:?\d\d)$/i.test(due) ? due : `${due}Z`);
  const hidden = said("hide_results") === "always" || said("show_correct_answers") === "false";
  return {
    ...(attempts !== undefined && { maxAttempts: Math.min(100, Math.max(0, Math.trunc(attempts))) }),
    ...(minutes !== undefined && { minutes: Math.min(10_080, Math.max(0, Math.ceil(minutes))) }),
    ...(!Number.isNaN(dueTime.getTime()) && { dueTime: dueTime.toISOString() }),
    ...(said("hide_results") === "until_after_last_attempt" && { showAnswers: "WHEN_CLOSED" as const }),
    ...(hidden && { showAnswers: "NEVER" as const }),
  };
}

const lost: [name: string, wanted: RegExp, reason: string, message: string][] = [
  ["scoring_policy", /latest|average/, "SCORING_CHANGED", "Of several attempts the best counts here."],
  ["access_code", /./, "ACCESS_CODE_DROPPED", "It was opened by a code, which was dropped."],
  ["ip_filter", /./, "ADDRESSES_DROPPED", "It was open to some network addresses alone; that was dropped."],
  ["unlock_at", /./, "START_DROPPED", "Its start date was dropped; what is published is open."],
  ["lock_at", /./, "LOCK_DROPPED", "It was closed at a date of its own; here the date by which it is due closes it."],
  [
    "one_question_at_a_time",
    /^true$/,
    "NAVIGATION_DROPPED",
    "Its questions were to be answered one after the other; here they stand together.",
  ],
];

/** The groups of assignments of a Canvas course by identifier, where they have weights. */
export async function readGroups(files: PackageFiles, report: Report): Promise<Map<string, WorkKind>> {
  const path = `${files.folder}course_settings/assignment_groups.xml`;
  const groups = new Map<string, WorkKind>();
  if (!files.has(path)) return groups;
  try {
    const file = await files.xml(path);
    for (const element of children(file, "assignmentGroup").slice(0, mostGroups)) {
      const kind = readGroup(element);
      const taken = [...groups.values()].some(({ name }) => name === kind.name);
      if (kind.name !== "" && !taken) groups.set(element.attributes.identifier ?? "", kind);
    }
  } catch (error) {
    const { reason, message } = whyUnusable(error);
    report.leftOut({ source: path, kind: "assignment groups" }, reason, message);
  }
  return [...groups.values()].some(({ weight }) => weight > 0) ? groups : new Map();
}

// A policy has twenty kinds of work, one of them for tests of no group.
const mostGroups = 19;

function readGroup(element: XmlElement): WorkKind {
  const weight = numberOf(words(child(element, "group_weight"))) ?? 0;
  const rules = descendants(element, ({ name }) => localName(name) === "rule");
  const lowest = rules.find((rule) => words(child(rule, "drop_type")) === "drop_lowest");
  const drop = numberOf(words(child(lowest, "drop_count"))) ?? 0;
  return {
    name: words(child(element, "title")).slice(0, 80),
    weight: Math.min(1000, Math.max(0, weight)),
    dropLowest: Math.min(50, Math.max(0, Math.trunc(drop))),
  };
}

function words(element: XmlElement | undefined): string {
  return element ? textOf(element).trim() : "";
}
