import { uuid7 } from "@platform/kit";
import type { Block, LessonGrading, PackagePart, PackageVersion, Question } from "../../content.ts";
import { practice } from "../../content.ts";
import { clip } from "../clip.ts";
import type { Change } from "../report.ts";
import { readAssignment } from "./assignment.ts";
import { cutBlocks, type RawBlock } from "./blocks.ts";
import { Fields } from "./fields.ts";
import { type Relink, relink } from "./links.ts";
import { readQuestion } from "./question.ts";

/** The words for when answers are shown, as they are written in files. */
export const showNames: Record<LessonGrading["showAnswers"], string> = {
  AFTER_ATTEMPT: "after-attempt",
  WHEN_CLOSED: "when-closed",
  NEVER: "never",
};
/** The standards of packages, as they are written in files. */
export const versionNames: Record<PackageVersion, string> = { SCORM_1_2: "SCORM 1.2", SCORM_2004: "SCORM 2004" };
const shows = new Map(Object.entries(showNames).map(([show, name]) => [name, show as LessonGrading["showAnswers"]]));

/** Gives out ids: those that a file names, once each, and new ones. */
export class Ids {
  readonly #given = new Set<string>();

  take(id: string): string {
    const usable = isId(id) && !this.#given.has(id);
    const taken = usable ? id : uuid7();
    this.#given.add(taken);
    return taken;
  }
}

function isId(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);
}

/** The blocks of a lesson's file, with what is wrong with those that could not be read; `line` is that of its body. */
export function readBlocks(body: string, ids: Ids, change: Relink, line = 1): { blocks: Block[]; problems: Change[] } {
  const problems: Change[] = [];
  const blocks = cutBlocks(body).flatMap((raw): Block[] => {
    const read = readBlock(raw, ids, change);
    if (!Array.isArray(read)) return [read];
    const where = `The ${raw.kind} in line ${line + raw.line - 1} was left out`;
    problems.push({ reason: "BLOCK_INVALID", message: `${where}: ${read.join("; ")}.` });
    return [];
  });
  return { blocks, problems };
}

function readBlock(raw: RawBlock, ids: Ids, change: Relink): Block | string[] {
  if (raw.kind === "text") return { id: ids.take(raw.id), kind: "text", markdown: relink(raw.markdown, change) };
  if (raw.broken !== undefined) return [`it is not YAML: ${raw.broken}`];
  const fields = new Fields(raw.data);
  const id = fields.text("id");
  switch (raw.kind) {
    case "block": {
      const markdown = fields.text("markdown");
      if (markdown === "") return ["`markdown` is empty"];
      return { id: ids.take(id), kind: "text", markdown };
    }
    case "video": {
      const [title, source, transcript] = [fields.text("title"), fields.text("source"), fields.text("transcript")];
      const address = sourceOf(source, change);
      if (!/^(https:\/\/|youtube:|asset:)/.test(address))
        fields.problems.push("`source` must be an https address, `youtube:` and an id, or a file");
      if (fields.problems.length > 0) return fields.problems;
      return { id: ids.take(id), kind: "video", title, source: address, transcript };
    }
    case "file": {
      const source = sourceOf(fields.text("source"), change);
      const name = fields.text("name") || decodeURIComponent(source.replace(/^asset:/, ""));
      if (!source.startsWith("asset:")) fields.problems.push("`source` must be a file of the course");
      if (fields.problems.length > 0) return fields.problems;
      return { id: ids.take(id), kind: "file", name, source };
    }
    case "draw": {
      const [bankId, count, points] = [fields.text("bank"), fields.number("count", 1), fields.number("points")];
      if (!isId(bankId)) fields.problems.push("`bank` must be the id of a bank");
      if (!Number.isInteger(count) || count < 1 || count > 50) fields.problems.push("`count` must be 1 to 50");
      if (!(points >= 0 && points <= 1000)) fields.problems.push("`points` must be 0 to 1000");
      if (fields.problems.length > 0) return fields.problems;
      return { id: ids.take(id), kind: "draw", bankId, count, points };
    }
    case "package": {
      const part = readPart(fields);
      return fields.problems.length > 0 ? fields.problems : { id: ids.take(id), kind: "package", ...part };
    }
    case "assignment": {
      const { assignment, problems: wrong } = readAssignment(fields);
      if (!assignment) return wrong;
      const instructions = relink(assignment.instructions, change);
      return { id: ids.take(id), kind: "assignment", assignment: { ...assignment, instructions } };
    }
    default: {
      const { question, problems } = readQuestion(raw.data, change);
      if (!question) return problems;
      return { id: ids.take(id), kind: "question", question: relinkQuestion(question, fields, change) };
    }
  }
}

function readPart(fields: Fields): PackagePart {
  const [title, packageId, entry] = [fields.text("title"), fields.text("package"), fields.text("entry")];
  const [version, points] = [fields.text("version"), fields.number("points")];
  if (title.trim() === "") fields.problems.push("`title` is empty");
  if (!isId(packageId)) fields.problems.push("`package` must be the id of a package");
  if (!(points >= 0 && points <= 1000)) fields.problems.push("`points` must be 0 to 1000");
  // The package itself says so where it is there.
  const known = version === versionNames.SCORM_2004 ? "SCORM_2004" : "SCORM_1_2";
  return { title: clip(title, 200), packageId, entry, version: known, points };
}

function sourceOf(source: string, change: Relink): string {
  const made = change(source);
  return made && "address" in made ? made.address : source;
}

/** A question whose addresses lead to files of the course; one that is written exactly stays as it is. */
export function relinkQuestion(question: Question, fields: Fields, change: Relink): Question {
  if (fields.has("exactly")) return question;
  const text = (markdown: string) => relink(markdown, change);
  return {
    ...question,
    prompt: text(question.prompt),
    choices: question.choices.map((choice) => ({ ...choice, text: text(choice.text) })),
    targets: question.targets.map((choice) => ({ ...choice, text: text(choice.text) })),
    hints: question.hints.map(text),
    key: { ...question.key, explanation: text(question.key.explanation) },
  };
}

/** How a lesson is counted, as its head says. */
export function readLessonGrading(data: unknown): { grading: LessonGrading; problems: string[] } {
  if (data === undefined) return { grading: practice, problems: [] };
  const fields = new Fields(data);
  const show = fields.text("show_answers");
  const due = fields.text("due");
  if (show !== "" && !shows.has(show))
    fields.problems.push(`\`show_answers\` must be one of ${[...shows.keys()].join(", ")}`);
  if (due !== "" && Number.isNaN(Date.parse(due)))
    fields.problems.push("`due` must be a time such as 2030-01-31T18:00:00Z");
  const grading: LessonGrading = {
    category: clip(fields.text("category"), 80),
    maxAttempts: within(fields.number("max_attempts"), 100),
    minutes: within(fields.number("minutes"), 10_080),
    dueTime: due === "" || Number.isNaN(Date.parse(due)) ? null : due,
    dueDays: within(fields.number("due_days"), 3650),
    showAnswers: shows.get(show) ?? "AFTER_ATTEMPT",
  };
  return { grading, problems: [...fields.problems, ...fields.unknown.map((name) => `\`${name}\` is unknown`)] };
}

function within(value: number, most: number): number {
  return Math.min(most, Math.max(0, Math.trunc(value)));
}
