import { uuid7 } from "@platform/kit";
import type { BankContent, BankQuestion, Block } from "../../content.ts";
import { clip } from "../clip.ts";
import type { OlxNode } from "./outline.ts";

/** Containers that give each learner some of their blocks by chance. */
const drawing = new Set(["library_content", "itembank", "randomize"]);
const mostDrawn = 50;

/** How many of a container's blocks each learner gets by chance; zero where that is all of them. */
export function drawnFrom({ kind, attributes, children }: OlxNode): number {
  if (!drawing.has(kind)) return 0;
  const wanted = kind === "randomize" ? 1 : Math.trunc(Number(attributes.max_count ?? 1));
  return wanted > 0 && wanted < children.length ? wanted : 0;
}

/**
 * The questions of one of those blocks as a bank keeps them, what was to be read before each as its beginning, and
 * what comes last as the end of the last; none where it asks nothing.
 */
export function intoBank(blocks: readonly Block[], title: string): BankQuestion[] {
  const questions: BankQuestion[] = [];
  let lead: string[] = [];
  for (const block of blocks) {
    if (block.kind === "text") lead.push(block.markdown);
    if (block.kind !== "question") continue;
    const prompt = [...lead, block.question.prompt].join("\n\n");
    questions.push({ id: block.id, title, question: { ...block.question, prompt } });
    lead = [];
  }
  const last = questions.at(-1);
  if (last) last.question.prompt = [last.question.prompt, ...lead].join("\n\n");
  return questions;
}

/** A bank of questions, and the block that draws from it. */
export function drawOf(title: string, questions: BankQuestion[], wanted: number): { bank: BankContent; block: Block } {
  const bank = { id: uuid7(), title: clip(title, 200), questions };
  const count = Math.min(wanted, questions.length, mostDrawn);
  return { bank, block: { id: uuid7(), kind: "draw", bankId: bank.id, count, points: 0 } };
}
