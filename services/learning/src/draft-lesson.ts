import { type Database, refuse, type Tx, uuid7 } from "@platform/kit";
import { and, eq, inArray } from "drizzle-orm";
import { assetName } from "./asset-links.ts";
import { listAssets } from "./assets.ts";
import { assignmentViolations } from "./assignments/rules.ts";
import { listBanks } from "./banks/banks.ts";
import type { Block, LessonGrading } from "./content.ts";
import type { Course } from "./courses.ts";
import { blockColumns, draftVersion } from "./drafts.ts";
import { imageViolations } from "./hotspot-rules.ts";
import { readLesson } from "./outline.ts";
import { readPackages, type ScormPackage } from "./packages/packages.ts";
import { questionViolations, withoutUnused } from "./question-rules.ts";
import { lessons } from "./schema.ts";

/** Replaces the content and the grading of a lesson of a draft that is held; answers with the blocks and their ids. */
export async function replaceLesson(
  tx: Tx,
  course: Course,
  lessonId: string,
  { blocks, grading }: { blocks: Block[]; grading: LessonGrading },
): Promise<Block[]> {
  await readLesson(tx, { courseId: course.id, version: draftVersion }, lessonId);
  const known = await packagesOf(tx, course.id, blocks);
  const violations = {
    ...(await idViolations(tx, course, lessonId, blocks)),
    ...(await sourceViolations(tx, course.id, blocks)),
    ...(await drawViolations(tx, course.id, blocks)),
    ...ruleViolations(blocks),
    ...assignmentsViolations(blocks),
    ...packageViolations(blocks, known),
    ...categoryViolations(course, grading),
  };
  if (Object.keys(violations).length > 0) throw refuse.invalid(violations);
  const named = blocks.map((block) => complete(block, known));
  await tx
    .update(lessons)
    .set({ grading, ...blockColumns(named) })
    .where(and(eq(lessons.courseId, course.id), eq(lessons.version, draftVersion), eq(lessons.id, lessonId)));
  return named;
}

function complete(block: Block, known: Packages): Block {
  const id = block.id || uuid7();
  if (block.kind === "package") return { ...block, id, version: known.get(block.packageId)?.version ?? block.version };
  return block.kind === "question" ? { ...block, id, question: withoutUnused(block.question) } : { ...block, id };
}

// A block that was taken out may come back under its id, and bring the progress of learners with it.
async function idViolations(db: Database, course: Course, lessonId: string, blocks: readonly Block[]) {
  const rows = await db
    .select({ blockIds: lessons.blockIds })
    .from(lessons)
    .where(
      and(
        eq(lessons.courseId, course.id),
        inArray(lessons.version, [draftVersion, course.publishedVersion]),
        eq(lessons.id, lessonId),
      ),
    );
  const left = new Set(rows.flatMap(({ blockIds }) => blockIds));
  const wrong = blocks.flatMap(({ id }, index) => (id !== "" && !left.delete(id) ? [index] : []));
  const message = "names no block of this lesson, or one that was named before";
  return Object.fromEntries(wrong.map((index) => [`blocks[${index}].id`, message]));
}

async function sourceViolations(db: Database, courseId: string, blocks: readonly Block[]) {
  const assets = await listAssets(db, courseId);
  const names = new Set(assets.map(({ name }) => name));
  const violations: Record<string, string> = {};
  for (const [index, block] of blocks.entries()) {
    if (block.kind === "question") {
      Object.assign(violations, imageViolations(block.question, assets, `blocks[${index}].question`));
    }
    if (block.kind !== "video" && block.kind !== "file") continue;
    const name = assetName(block.source);
    const path = `blocks[${index}].${block.kind}.source`;
    if (name !== undefined && !names.has(name)) violations[path] = "names no file of this course";
    if (name === undefined && block.kind === "file") violations[path] = "must be `asset:` and the name of a file";
    if (name === undefined && block.kind === "video" && !isVideoAddress(block.source)) {
      violations[path] = "must be an https address, `youtube:` and an id, or `asset:` and the name of a file";
    }
  }
  return violations;
}

async function drawViolations(db: Database, courseId: string, blocks: readonly Block[]) {
  const sizes = new Map((await listBanks(db, courseId)).map(({ id, questionCount }) => [id, questionCount]));
  const violations: Record<string, string> = {};
  for (const [index, block] of blocks.entries()) {
    if (block.kind !== "draw") continue;
    const size = sizes.get(block.bankId);
    if (size === undefined) violations[`blocks[${index}].draw.bank_id`] = "names no bank of this course";
    else if (size < block.count) violations[`blocks[${index}].draw.count`] = "is more than the bank holds";
  }
  return violations;
}

type Packages = ReadonlyMap<string, ScormPackage>;

async function packagesOf(db: Database, courseId: string, blocks: readonly Block[]): Promise<Packages> {
  const ids = blocks.flatMap((block) => (block.kind === "package" ? [block.packageId] : []));
  return new Map((await readPackages(db, courseId, ids)).map((each) => [each.id, each]));
}

function packageViolations(blocks: readonly Block[], known: Packages) {
  const violations: Record<string, string> = {};
  for (const [index, block] of blocks.entries()) {
    if (block.kind !== "package") continue;
    const path = `blocks[${index}].package`;
    const entries = known.get(block.packageId)?.entries;
    if (block.title.trim() === "") violations[`${path}.title`] = "must not be blank";
    if (!entries) violations[`${path}.package_id`] = "names no package of this course";
    else if (!entries.some(({ href }) => href === block.entry)) {
      violations[`${path}.entry`] = "is no entry of the package";
    }
  }
  return violations;
}

function isVideoAddress(source: string): boolean {
  return /^youtube:[A-Za-z0-9_-]{6,20}$/.test(source) || (source.startsWith("https://") && URL.canParse(source));
}

function ruleViolations(blocks: readonly Block[]) {
  const all = blocks.map((block, index) =>
    block.kind === "question" ? questionViolations(block.question, `blocks[${index}].question`) : {},
  );
  return Object.assign({}, ...all) as Record<string, string>;
}

function assignmentsViolations(blocks: readonly Block[]) {
  const all = blocks.map((block, index) =>
    block.kind === "assignment" ? assignmentViolations(block.assignment, `blocks[${index}].assignment`) : {},
  );
  return Object.assign({}, ...all) as Record<string, string>;
}

function categoryViolations({ settings }: Course, { category }: LessonGrading): Record<string, string> {
  const known = category === "" || settings.grading.categories.some(({ name }) => name === category);
  return known ? {} : { "grading.category": "names no category of the course's grading policy" };
}
