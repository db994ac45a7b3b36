import { setImmediate as othersFirst } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";
import type { Block } from "../../content.ts";
import { Ids, readBlocks, versionNames } from "../../imports/markdown/lesson.ts";
import { type Relink, relink } from "../../imports/markdown/links.ts";
import { toYaml } from "../../imports/markdown/yaml.ts";
import { assignmentFields } from "./assignment.ts";
import { exactQuestion, pleasantQuestion } from "./question.ts";

/** How addresses are written into files, and how the import will read them there. */
export interface Addresses {
  write: Relink;
  read: Relink;
}

const guard = "00000000-0000-7000-8000-000000000000";

/**
 * Writes a block as a person would. Whatever would not be read back as it was, because its text looks like the format
 * itself or ends in a way that files do not keep, is written less pleasantly, in full. Others are served between writing
 * and reading: both parse Markdown, which is slow.
 */
export async function writeBlock(block: Block, addresses: Addresses): Promise<string> {
  for (const form of forms(block, addresses)) {
    await othersFirst();
    if (readsBack(form, block, addresses)) return form;
  }
  throw new Error(`the block ${block.id} cannot be written so that it is read back`);
}

/** The ways to write a block, the most pleasant first, each made when it is asked for. */
function* forms(block: Block, { write }: Addresses): Generator<string> {
  switch (block.kind) {
    case "text": {
      const plain = (markdown: string) => `<!-- block ${block.id} -->\n\n${markdown}\n`;
      yield plain(relink(block.markdown, write));
      yield plain(block.markdown);
      yield fence("block", { id: block.id, markdown: block.markdown });
      return;
    }
    case "video": {
      const { id, title, source, transcript } = block;
      const rest = { ...(title !== "" && { title }), ...(transcript !== "" && { transcript }) };
      yield fence("video", { id, source: written(source, write), ...rest });
      yield fence("video", { id, source, ...rest });
      return;
    }
    case "file": {
      const { id, name, source } = block;
      yield fence("file", { id, name, source: written(source, write) });
      yield fence("file", { id, name, source });
      return;
    }
    case "draw": {
      const { id, bankId, count, points } = block;
      yield fence("draw", { id, bank: bankId, count, ...(points !== 0 && { points }) });
      return;
    }
    case "assignment": {
      const { id, assignment } = block;
      const form = (instructions: string) =>
        fence("assignment", { id, ...assignmentFields({ ...assignment, instructions }) });
      yield form(relink(assignment.instructions, write));
      yield form(assignment.instructions);
      return;
    }
    case "package": {
      const { id, title, packageId, entry, version, points } = block;
      const worth = points !== 0 && { points };
      yield fence("package", { id, title, package: packageId, entry, version: versionNames[version], ...worth });
      return;
    }
    case "question":
      yield fence("question", { id: block.id, ...pleasantQuestion(block.question) });
      yield fence("question", { id: block.id, exactly: exactQuestion(block.question) });
  }
}

function written(source: string, write: Relink): string {
  const made = write(source);
  return made && "address" in made ? made.address : source;
}

/** Data as YAML between marks that it does not hold itself. */
export function fence(name: string, data: Record<string, unknown>): string {
  const yaml = toYaml(data);
  const longest = Math.max(2, ...(yaml.match(/`+/g) ?? []).map((run) => run.length));
  const marks = "`".repeat(longest + 1);
  return `${marks}${name}\n${yaml}${marks}\n`;
}

/** Whether a form is read back as the block, and leaves the block behind it alone. */
function readsBack(form: string, block: Block, { read }: Addresses): boolean {
  const next: Block = { id: guard, kind: "text", markdown: "guard" };
  const { blocks, problems } = readBlocks(`${form}\n<!-- block ${guard} -->\n\nguard\n`, new Ids(), read);
  return problems.length === 0 && isDeepStrictEqual(blocks, [block, next]);
}
