import { clip } from "../clip.ts";
import type { Change } from "../report.ts";

/** What is told about an answer, as a question here tells it. */
export interface ReadFeedback {
  explanation: string;
  hints: string[];
  changes: Change[];
}

/** Words, Markdown, and the answer that they are about, if it is one alone. */
export interface Said {
  words: string;
  about: string | undefined;
}

const mostHints = 10;
// A character takes at most four bytes of the 50,000, and of the 10,000, that there may be.
const [longestExplanation, longestHint] = [12_000, 2_500];

/** Puts what is said about answers into the explanation, each with the answer that it is about. */
export function tellFeedback(said: readonly Said[], hints: readonly string[]): ReadFeedback {
  const changes: Change[] = [];
  const lines = said
    .filter(({ words }) => words !== "")
    .map(({ words, about }) => (about === undefined ? words : `- ${oneLine(about)}: ${oneLine(words)}`));
  const given = hints.filter((hint) => hint !== "").map((hint) => clip(hint, longestHint));
  if (lines.length > 0) {
    const message = "What was said to single answers now stands in the explanation.";
    changes.push({ reason: "FEEDBACK_MOVED", message });
  }
  if (given.length > mostHints)
    changes.push({ reason: "HINTS_DROPPED", message: "Hints past the tenth were dropped." });
  return {
    explanation: clip(joined([...new Set(lines)]), longestExplanation),
    hints: given.slice(0, mostHints),
    changes,
  };
}

/** Lines of a list stand under each other, all else apart. */
function joined(lines: readonly string[]): string {
  const listed = (line = "") => line.startsWith("- ");
  return lines.reduce((text, line, at) => {
    if (at === 0) return line;
    return text + (listed(line) && listed(lines[at - 1]) ? "\n" : "\n\n") + line;
  }, "");
}

function oneLine(text: string): string {
  return text.replace(/\s*\n\s*/g, " ");
}
