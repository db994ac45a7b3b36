import type { BankQuestion, Gap, GapKey, Question } from "../../content.ts";
import { escapeMarkdown } from "../../imports/escape-markdown.ts";
import { Report, type ReportLine } from "../../imports/report.ts";

/** A bank as a file in the GIFT format, with what the format cannot hold of it. */
export function writeGift(title: string, questions: readonly BankQuestion[]): { file: string; report: ReportLine[] } {
  const report = new Report();
  const written = questions.flatMap(({ id, title: name, question }) => {
    const piece = { source: id, kind: "question", title: name || question.prompt };
    const missing = unwritable(question);
    if (missing) {
      report.leftOut(piece, missing.reason, missing.message);
      return [];
    }
    report.taken(piece, "", lossesOf(question));
    return [writeQuestion(name, question)];
  });
  return { file: [`// ${title.replace(/\s+/g, " ")}`, ...written].join("\n\n").concat("\n"), report: report.lines };
}

/** Why the format has no place for a question; undefined where it has one. */
function unwritable({ kind, gaps = [] }: Question): { reason: string; message: string } | undefined {
  if (kind === "ORDERING") {
    return { reason: "ORDERING_UNSUPPORTED", message: "GIFT has no questions that put things in order." };
  }
  if (kind === "HOTSPOT") {
    return { reason: "HOTSPOT_UNSUPPORTED", message: "GIFT has no questions that ask for places on an image." };
  }
  if (kind === "CLOZE" && gaps.length > 1) {
    return { reason: "GAPS_UNSUPPORTED", message: "In GIFT a text has one missing word, and this one has more gaps." };
  }
  return undefined;
}

function lossesOf({ kind, points, hints, partialCredit, shuffle, choices }: Question) {
  const changes = [];
  const fixed = kind !== "TRUE_FALSE" && choices.some((choice) => choice.fixed);
  if (shuffle || fixed) {
    changes.push({ reason: "SHUFFLE_NOT_WRITTEN", message: "Which of its choices are shuffled is not written." });
  }
  if (points !== 1) changes.push({ reason: "POINTS_DROPPED", message: "What it is worth is not written." });
  if (hints.length > 0) changes.push({ reason: "HINTS_NOT_WRITTEN", message: "Its hints are not written." });
  const counted = kind === "MULTIPLE" || kind === "MATCHING";
  if (counted && !partialCredit) {
    changes.push({
      reason: "PARTIAL_CREDIT_ADDED",
      message: "In GIFT a part of its answer earns a part of the points.",
    });
  }
  return changes;
}

function writeQuestion(title: string, question: Question): string {
  const name = title === "" ? "" : `::${escapeSigns(title)}::`;
  const explanation = question.key.explanation === "" ? "" : `####${escapeSigns(question.key.explanation)}`;
  const answers = [...answersOf(question), explanation].filter(Boolean);
  const [before, after] = aroundAnswers(question);
  return `${name}[markdown]${before}{${answers.map((answer) => `\n  ${answer}`).join("")}\n}${after}`;
}

/** What stands before the answers and what behind them: they are the gap of a text that has one. */
function aroundAnswers({ prompt, gaps: [gap] = [] }: Question): [string, string] {
  if (!gap) return [`${escapeSigns(prompt)} `, ""];
  const mark = `[[${gap.id}]]`;
  const at = prompt.indexOf(mark);
  return [escapeSigns(prompt.slice(0, at)), escapeSigns(prompt.slice(at + mark.length))];
}

function answersOf({ kind, choices, targets, key, gaps = [] }: Question): string[] {
  const right = new Set(key.choiceIds);
  switch (kind) {
    case "SINGLE":
      return choices.map(({ id, text }) => `${right.has(id) ? "=" : "~"}${escapeSigns(text)}`);
    case "MULTIPLE": {
      const share = percent(100 / right.size);
      return choices.map(({ id, text }) => `~%${right.has(id) ? "" : "-"}${share}%${escapeSigns(text)}`);
    }
    case "TRUE_FALSE":
      return [key.choiceIds[0] === "true" ? "TRUE" : "FALSE"];
    case "NUMERIC":
      return [`#${key.number}:${key.tolerance}`];
    case "TEXT":
      return key.texts.map((text) => `=${escapeSigns(text)}`);
    case "MATCHING": {
      const matched = key.pairs.map(({ choiceId, targetId }) => [textOf(choices, choiceId), textOf(targets, targetId)]);
      const used = new Set(key.pairs.map(({ targetId }) => targetId));
      const spare = targets.filter(({ id }) => !used.has(id)).map(({ text }) => ["", text]);
      return [...matched, ...spare].map(([one = "", other = ""]) => `=${escapeSigns(one)} -> ${escapeSigns(other)}`);
    }
    case "CLOZE":
      return gapAnswers(gaps[0], key.gaps?.[0]);
    case "ORDERING":
    case "HOTSPOT":
      return [];
  }
}

function gapAnswers(gap: Gap | undefined, key: GapKey | undefined): string[] {
  if (!gap || !key) return [];
  if (gap.choices.length === 0) return key.texts.map((text) => `=${escapeSigns(text)}`);
  return gap.choices.map(({ id, text }) => `${id === key.choiceId ? "=" : "~"}${escapeSigns(escapeMarkdown(text))}`);
}

function textOf(list: Question["choices"], id: string): string {
  return list.find((choice) => choice.id === id)?.text ?? "";
}

/** Moodle knows five digits behind the point. */
function percent(share: number): string {
  return String(Math.round(share * 100_000) / 100_000);
}

function escapeSigns(text: string): string {
  return text
    .replace(/\\/g, "\\\\")
    .replace(/[~=#{}:]/g, "\\$&")
    .replace(/\r?\n/g, "\\n");
}
