import type { BankQuestion, Question } from "../../content.ts";
import { Report, type ReportLine } from "../../imports/report.ts";

/** A bank as a file in the GIFT format, with what the format cannot hold of it. */
export function writeGift(title: string, questions: readonly BankQuestion[]): { file: string; report: ReportLine[] } {
  const report = new Report();
  const written = questions.flatMap(({ id, title: name, question }) => {
    const piece = { source: id, kind: "question", title: name || question.prompt };
    if (question.kind === "ORDERING") {
      report.leftOut(piece, "ORDERING_UNSUPPORTED", "GIFT has no questions that put things in order.");
      return [];
    }
    report.taken(piece, "", lossesOf(question));
    return [writeQuestion(name, question)];
  });
  return { file: [`// ${title.replace(/\s+/g, " ")}`, ...written].join("\n\n").concat("\n"), report: report.lines };
}

function lossesOf({ kind, points, hints, partialCredit }: Question) {
  const changes = [];
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
  return `${name}[markdown]${escapeSigns(question.prompt)} {${answers.map((answer) => `\n  ${answer}`).join("")}\n}`;
}

function answersOf({ kind, choices, targets, key }: Question): string[] {
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
    case "ORDERING":
      return [];
  }
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
