/** A line of Markdown that is not code, with what stands in code spans blanked out so that places stay the same. */
export interface ProseLine {
  /** As it is written. */
  text: string;
  /** The same length, with code spans as spaces. */
  bare: string;
  /** Where the line begins in the whole text. */
  at: number;
}

const fence = /^ {0,3}(`{3,}|~{3,})(.*)$/;

/**
 * The lines of a Markdown text that are no code block, in one pass: a full parser takes seconds for a page of a
 * megabyte, and this runs on every save. Code by indentation is prose here, since only a parser can tell it from lists.
 */
export function* proseLines(markdown: string): Generator<ProseLine> {
  let at = 0;
  let open: { mark: string; length: number } | undefined;
  for (const text of markdown.split("\n")) {
    const line = text.endsWith("\r") ? text.slice(0, -1) : text;
    const [, run = "", info = ""] = fence.exec(line) ?? [];
    if (open) {
      if (run[0] === open.mark && run.length >= open.length && info.trim() === "") open = undefined;
    } else if (run !== "" && !(run[0] === "`" && info.includes("`"))) {
      open = { mark: run[0] as string, length: run.length };
    } else {
      yield { text: line, bare: withoutCodeSpans(line), at };
    }
    at += text.length + 1;
  }
}

function withoutCodeSpans(line: string): string {
  if (!line.includes("`")) return line;
  const runs = [...line.matchAll(/`+/g)];
  // The next run of the same length, for each run: found from behind, so that a line of backticks alone costs little.
  const closes = new Array<number>(runs.length);
  const last = new Map<number, number>();
  for (let index = runs.length - 1; index >= 0; index--) {
    const { length } = (runs[index] as RegExpExecArray)[0];
    closes[index] = last.get(length) ?? -1;
    last.set(length, index);
  }
  const parts: string[] = [];
  let done = 0;
  for (let index = 0; index < runs.length; index++) {
    const close = runs[closes[index] as number];
    if (!close) continue;
    const start = (runs[index] as RegExpExecArray).index;
    const until = close.index + close[0].length;
    parts.push(line.slice(done, start), " ".repeat(until - start));
    done = until;
    index = closes[index] as number;
  }
  return parts.join("") + line.slice(done);
}
