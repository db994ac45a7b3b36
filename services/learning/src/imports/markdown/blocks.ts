import { fromYaml } from "./yaml.ts";

/** A block of a lesson's file before its fields are read. */
export type RawBlock =
  | { kind: "text"; id: string; markdown: string; line: number }
  | {
      kind: "question" | "video" | "file" | "draw" | "assignment" | "package" | "block";
      data: unknown;
      broken?: string;
      line: number;
    };

const mark = /^<!-- block(?: ([0-9A-Za-z-]+))? -->$/;
const ownFence = /^(`{3,})(question|video|file|draw|assignment|package|block)[ \t]*$/;
const anyFence = /^ {0,3}(?:(`{3,})[^`]*|(~{3,}).*)$/;

/**
 * Cuts a lesson's file into blocks: fences named `question`, `draw`, `assignment`, `package`, `video` and `file` hold
 * YAML; all else is text, which a line `<!-- block -->` parts, with the id of the text that follows where it has one.
 * Fences inside fences are code.
 */
export function cutBlocks(body: string): RawBlock[] {
  const lines = body.split("\n");
  const blocks: RawBlock[] = [];
  let text: string[] = [];
  let id = "";
  let start = 0;
  let code: { character: string; length: number } | undefined;

  const flush = (next: number) => {
    const markdown = withoutBlankLines(text);
    if (markdown !== "") blocks.push({ kind: "text", id, markdown, line: start + 1 });
    text = [];
    id = "";
    start = next;
  };

  for (let at = 0; at < lines.length; at++) {
    const raw = lines[at] as string;
    const line = raw.replace(/\r$/, "");
    if (code) {
      if (closes(line, code)) code = undefined;
      text.push(raw);
      continue;
    }
    const marked = mark.exec(line);
    const own = ownFence.exec(line);
    const end = own ? endOf(lines, at, (own[1] as string).length) : -1;
    if (marked) {
      flush(at + 1);
      id = marked[1] ?? "";
    } else if (own && end !== -1) {
      flush(end + 1);
      blocks.push({ kind: own[2] as "question", line: at + 1, ...dataOf(`${lines.slice(at + 1, end).join("\n")}\n`) });
      at = end;
    } else {
      const fence = anyFence.exec(line);
      const run = fence?.[1] ?? fence?.[2];
      if (run) code = { character: run[0] as string, length: run.length };
      text.push(raw);
    }
  }
  flush(lines.length);
  return blocks;
}

function closes(line: string, { character, length }: { character: string; length: number }): boolean {
  const run = /^ {0,3}(`+|~+)[ \t]*$/.exec(line)?.[1];
  return run !== undefined && run[0] === character && run.length >= length;
}

function endOf(lines: string[], from: number, length: number): number {
  return lines.findIndex((line, at) => at > from && closes(line.replace(/\r$/, ""), { character: "`", length }));
}

function dataOf(yaml: string): { data: unknown; broken?: string } {
  try {
    return { data: fromYaml(yaml) };
  } catch (error) {
    return { data: undefined, broken: error instanceof Error ? (error.message.split("\n")[0] ?? "") : "" };
  }
}

function withoutBlankLines(lines: string[]): string {
  const filled = (line: string) => line.trim() !== "";
  const first = lines.findIndex(filled);
  if (first === -1) return "";
  return lines
    .slice(first, lines.findLastIndex(filled) + 1)
    .join("\n")
    .trimEnd();
}
