/** One piece of a GIFT file, as it is written. */
export interface GiftPiece {
  text: string;
  /** The line of the file that it begins on, from one. */
  line: number;
}

/**
 * Cuts a GIFT file into its questions: blank lines part them, except between the braces of an answer. Comments are left
 * out. A brace that is never closed ends with the next blank line, so that one broken question costs itself alone.
 */
export function cutGift(file: string): GiftPiece[] {
  const lines = file.replace(/^\ufeff/, "").split(/\r\n|\r|\n/);
  const pieces: GiftPiece[] = [];
  let at = 0;
  while (at < lines.length) {
    if (isBlank(lines[at])) {
      at++;
      continue;
    }
    const end = endOf(lines, at);
    const kept = lines.slice(at, end).filter((line) => !isComment(line));
    const skipped = lines.slice(at, end).findIndex((line) => !isComment(line));
    if (kept.length > 0) pieces.push({ text: kept.join("\n"), line: at + skipped + 1 });
    at = end;
  }
  return pieces;
}

const mostLines = 500;

/** The line behind a question: the blank one after it, or the first one where its brace is not closed. */
function endOf(lines: readonly string[], from: number): number {
  const last = Math.min(lines.length, from + mostLines);
  let firstBlank = -1;
  let open = false;
  for (let at = from; at < last; at++) {
    const line = lines[at] as string;
    if (isBlank(line)) {
      if (!open) return at;
      if (firstBlank === -1) firstBlank = at;
    } else if (!isComment(line)) {
      for (const [brace] of line.replace(/\\./g, "").matchAll(/[{}]/g)) {
        // One brace cannot stand inside another: the next question has begun.
        if (open && brace === "{" && firstBlank !== -1) return firstBlank;
        open = brace === "{";
      }
    }
  }
  return open && firstBlank !== -1 ? firstBlank : last;
}

function isBlank(line: string | undefined): boolean {
  return line === undefined || line.trim() === "";
}

function isComment(line: string): boolean {
  return line.trimStart().startsWith("//");
}
