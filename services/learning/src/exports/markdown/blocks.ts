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
 * itself or ends in a way that files do not keep, is written less pleasantly, in full.
 */
export function writeBlock(block: Block, addresses: Addresses): string {
  const form = forms(block, addresses).find((each) => readsBack(each, block, addresses));
  if (form === undefined) throw new Error(`the block ${block.id} cannot be written so that it is read back`);
  return form;
}

/** The ways to write a block, the most pleasant first. */
function forms(block: Block, { write }: Addresses): string[] {
  switch (block.kind) {
    case "text": {
      const plain = (markdown: string) => `<!-- block ${block.id} -->\n\n${markdown}\n`;
      const exact = fence("block", { id: block.id, markdown: block.markdown });
      return [plain(relink(block.markdown, write)), plain(block.markdown), exact];
    }
    case "video": {
      const { id, title, source, transcript } = block;
      const rest = { ...(title !== "" && { title }), ...(transcript !== "" && { transcript }) };
      return [fence("video", { id, source: written(source, write), ...rest }), fence("video", { id, source, ...rest })];
    }
    case "file": {
      const { id, name, source } = block;
      return [fence("file", { id, name, source: written(source, write) }), fence("file", { id, name, source })];
    }
    case "draw": {
      const { id, bankId, count, points } = block;
      return [fence("draw", { id, bank: bankId, count, ...(points !== 0 && { points }) })];
    }
    case "assignment": {
      const { id, assignment } = block;
      const form = (instructions: string) =>
        fence("assignment", { id, ...assignmentFields({ ...assignment, instructions }) });
      return [form(relink(assignment.instructions, write)), form(assignment.instructions)];
    }
    case "package": {
      const { id, title, packageId, entry, version, points } = block;
      const worth = points !== 0 && { points };
      return [fence("package", { id, title, package: packageId, entry, version: versionNames[version], ...worth })];
    }
    case "question":
      return [
        fence("question", { id: block.id, ...pleasantQuestion(block.question) }),
        fence("question", { id: block.id, exactly: exactQuestion(block.question) }),
      ];
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
