import { uuid7 } from "@platform/kit";
import type { Block, LessonContent } from "../../content.ts";
import { practice } from "../../content.ts";
import type { Progress } from "../imported.ts";
import type { Change } from "../report.ts";
import { readProblemGrading } from "./grading.ts";
import { readLeaf } from "./leaf.ts";
import { leavesOf, type OlxNode } from "./outline.ts";
import type { LessonScope } from "./scope.ts";
import { isTrue } from "./tree.ts";
import { whyLeftOut } from "./unsupported.ts";

/** Containers whose blocks stand in the lesson one after another, and what is lost by that. */
const flattened: Record<string, Change | undefined> = {
  vertical: undefined,
  wrapper: undefined,
  problemset: undefined,
  videosequence: undefined,
  sequential: undefined,
  library_content: {
    reason: "LIBRARY_WHOLE",
    message: "Each learner was to get a few of its blocks by chance; all of them are asked.",
  },
  itembank: {
    reason: "LIBRARY_WHOLE",
    message: "Each learner was to get a few of its blocks by chance; all of them are asked.",
  },
  randomize: {
    reason: "LIBRARY_WHOLE",
    message: "Each learner was to get one of its blocks by chance; all of them are asked.",
  },
  conditional: {
    reason: "CONDITION_DROPPED",
    message: "Its blocks were to be shown on a condition; they are always shown.",
  },
};

const grouped: Change = {
  reason: "GROUPS_DROPPED",
  message: "It was meant for some groups of learners; all of them see it.",
};

/** Reads a unit as a lesson; undefined where nothing of it could be taken. */
export async function readLesson(
  unit: OlxNode,
  section: string,
  scope: LessonScope,
  progress: Progress,
): Promise<LessonContent | undefined> {
  const id = uuid7();
  const blocks: Block[] = [];
  const problems: Record<string, string>[] = [];

  async function take(node: OlxNode): Promise<void> {
    if (leaveOut(node, scope)) return progress.step();
    const piece = pieceOf(node);
    const changes = isRestricted(node) ? [grouped] : [];
    if (node.kind in flattened && (node !== unit || node.children.length > 0)) {
      const lost = flattened[node.kind];
      const line = scope.report.lines.length;
      for (const child of node.children) await take(child);
      if (node !== unit) {
        scope.report.taken(piece, blocks.length > 0 ? id : "", [...(lost ? [lost] : []), ...changes]);
        // A container's line stands before those of its blocks.
        const [own] = scope.report.lines.splice(-1);
        if (own) scope.report.lines.splice(line, 0, own);
      }
      return;
    }
    const read = await readLeaf(node, scope);
    if (read.blocks.length > 0) blocks.push(...read.blocks);
    if (read.blocks.some(({ kind }) => kind === "question")) problems.push(node.attributes);
    if (read.leftOut) {
      const { reason, message } = read.leftOut;
      scope.report.leftOut(piece, reason, message, read.blocks.length > 0 ? id : "");
    } else scope.report.taken(piece, id, [...read.changes, ...changes]);
    await progress.step();
  }

  const line = scope.report.lines.length;
  await take(unit);
  const title = (unit.attributes.display_name ?? "").trim() || section;
  const { grading, changes } = readProblemGrading(problems);
  if (isRestricted(unit)) changes.push(grouped);
  // Its own line stands before those of its blocks; a unit that is a block itself has that one alone.
  if (unit.kind in flattened && !isTrue(unit.attributes.visible_to_staff_only)) {
    const piece = pieceOf(unit);
    if (blocks.length > 0) scope.report.taken(piece, id, problems.length > 0 ? changes : changes.filter(isGrouped));
    else scope.report.leftOut(piece, "LESSON_EMPTY", "Nothing in it could be taken.");
    const [own] = scope.report.lines.splice(-1);
    if (own) scope.report.lines.splice(line, 0, own);
  }
  if (blocks.length === 0) return undefined;
  return { id, title, section, grading: { ...practice, ...(problems.length > 0 && grading) }, blocks };
}

const isGrouped = (change: Change) => change === grouped;

/** Whether a block was left out whole, with the line that says so. */
export function leaveOut(node: OlxNode, { report }: Pick<LessonScope, "report">): boolean {
  const inside = leavesOf(node).filter((leaf) => leaf !== node).length;
  const withAll = inside > 0 ? ` With it ${inside} blocks in it were left out.` : "";
  if (node.broken) report.leftOut(pieceOf(node), node.broken.reason, node.broken.message);
  else if (isTrue(node.attributes.visible_to_staff_only)) {
    report.leftOut(pieceOf(node), "STAFF_ONLY", `Staff alone were to see it.${withAll}`);
  } else if (node.kind === "split_test") {
    report.leftOut(pieceOf(node), "BLOCK_KIND_UNSUPPORTED", whyLeftOut(node.kind) + withAll);
  } else return false;
  return true;
}

/** What the line of a block tells of. */
export function pieceOf({ kind, file, attributes }: OlxNode) {
  return { source: file, kind, title: attributes.display_name ?? "" };
}

function isRestricted({ attributes }: OlxNode): boolean {
  return /\[\s*\d/.test(attributes.group_access ?? "");
}
