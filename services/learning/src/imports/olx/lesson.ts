import { uuid7 } from "@platform/kit";
import type { BankQuestion, Block, LessonContent } from "../../content.ts";
import { practice } from "../../content.ts";
import { clip } from "../clip.ts";
import type { Progress } from "../imported.ts";
import { mostBanks } from "../questions/limits.ts";
import type { Change } from "../report.ts";
import { drawnFrom, drawOf, intoBank } from "./drawn.ts";
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
  library_content: undefined,
  itembank: undefined,
  randomize: undefined,
  conditional: {
    reason: "CONDITION_DROPPED",
    message: "Its blocks were to be shown on a condition; they are always shown.",
  },
};

const shownWhole: Change = {
  reason: "LIBRARY_WHOLE",
  message: "Each learner was to get some of its blocks by chance; those that ask nothing are shown to all.",
};
const askedWhole: Change = {
  reason: "LIBRARY_WHOLE",
  message: "Each learner was to get some of its blocks by chance; all of them are asked.",
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
  const ofUnit: Change[] = [];

  async function take(node: OlxNode): Promise<void> {
    if (leaveOut(node, scope)) return progress.step();
    const piece = pieceOf(node);
    const changes = isRestricted(node) ? [grouped] : [];
    if (node.kind in flattened && (node !== unit || node.children.length > 0)) {
      const line = scope.report.lines.length;
      const lost = await takeInside(node);
      if (node === unit) ofUnit.push(...lost);
      else {
        scope.report.taken(piece, blocks.length > 0 ? id : "", [...lost, ...changes]);
        // A container's line stands before those of its blocks.
        scope.report.raise(line);
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

  /** Takes the blocks of a container; answers with what is lost of how it held them. */
  async function takeInside(node: OlxNode): Promise<Change[]> {
    const wanted = drawnFrom(node);
    if (wanted > 0) return takeDrawn(node, wanted);
    for (const child of node.children) await take(child);
    const lost = flattened[node.kind];
    return lost ? [lost] : [];
  }

  /** Questions go to a bank from which as many are drawn; what asks nothing stands before them. */
  async function takeDrawn(node: OlxNode, wanted: number): Promise<Change[]> {
    const from = blocks.length;
    const asked: Block[] = [];
    const questions: BankQuestion[] = [];
    for (const child of node.children) {
      const start = blocks.length;
      await take(child);
      const title = clip(child.attributes.display_name ?? "", 200);
      const own = intoBank(blocks.slice(start), title);
      if (own.length === 0) continue;
      const part = blocks.splice(start);
      const inBank = ({ kind }: Block) => kind === "text" || kind === "question";
      asked.push(...part.filter(inBank));
      // A bank holds no videos.
      blocks.push(...part.filter((block) => !inBank(block)));
      questions.push(...own);
    }
    const shown = blocks.length > from ? [shownWhole] : [];
    if (questions.length <= wanted || scope.banks.length >= mostBanks) {
      blocks.push(...asked);
      return questions.length > wanted ? [askedWhole, ...shown] : shown;
    }
    const title = node.attributes.display_name || unit.attributes.display_name || section;
    const { bank, block } = drawOf(title, questions, wanted);
    scope.banks.push(bank);
    blocks.push(block);
    return shown;
  }

  const line = scope.report.lines.length;
  await take(unit);
  const title = (unit.attributes.display_name ?? "").trim() || section;
  const { grading, changes } = readProblemGrading(problems);
  const kept = [...ofUnit, ...(isRestricted(unit) ? [grouped] : [])];
  // Its own line stands before those of its blocks; a unit that is a block itself has that one alone.
  if (unit.kind in flattened && !isTrue(unit.attributes.visible_to_staff_only)) {
    const piece = pieceOf(unit);
    if (blocks.length > 0) scope.report.taken(piece, id, [...(problems.length > 0 ? changes : []), ...kept]);
    else scope.report.leftOut(piece, "LESSON_EMPTY", "Nothing in it could be taken.");
    scope.report.raise(line);
  }
  if (blocks.length === 0) return undefined;
  return { id, title, section, grading: { ...practice, ...(problems.length > 0 && grading) }, blocks };
}

/** Whether a block was left out whole, with the line that says so. */
export function leaveOut(node: OlxNode, { report }: Pick<LessonScope, "report">): boolean {
  const inside = leavesOf(node).filter((leaf) => leaf !== node).length;
  const withAll = inside > 0 ? ` With it ${inside} blocks in it were left out.` : "";
  if (node.broken) report.leftOut(pieceOf(node), node.broken.reason, node.broken.message);
  else if (isTrue(node.attributes.visible_to_staff_only)) {
    report.leftOut(pieceOf(node), "STAFF_ONLY", `Staff alone were to see it.${withAll}`);
  } else if (node.kind === "split_test") {
    const { reason, message } = whyLeftOut(node.kind);
    report.leftOut(pieceOf(node), reason, message + withAll);
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
