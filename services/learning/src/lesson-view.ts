import { type FindAsset, linkMarkdown, linkSource } from "./asset-links.ts";
import type { AnswerKey, Block, Choice, Question } from "./content.ts";
import { shuffleAround } from "./shuffle.ts";

/** A block as a reader gets it: the key of its question may be missing. */
export type ShownBlock =
  | Exclude<Block, { kind: "question" }>
  | { id: string; kind: "question"; question: ShownQuestion };

export type ShownQuestion = Omit<Question, "key"> & { key?: AnswerKey };

/** Where files are read from: shown in the page, or saved under a name. */
export interface AssetPaths {
  show: FindAsset;
  save(name: string, as: string): string | undefined;
}

interface Reader {
  /** What the order of shuffled choices depends on. */
  seed: string;
  paths: AssetPaths;
  /** Whether the keys of questions may be seen. */
  keys: boolean;
}

/** A block as a learner sees it: with paths for files, what is to be shuffled shuffled, and keys kept back. */
export function showBlock(block: Block, reader: Reader): ShownBlock {
  const { paths } = reader;
  switch (block.kind) {
    case "text":
      return { ...block, markdown: linkMarkdown(block.markdown, paths.show) };
    case "video":
      return { ...block, source: linkSource(block.source, paths.show) };
    case "file":
      return { ...block, source: linkSource(block.source, (name) => paths.save(name, block.name)) };
    case "draw":
      return { ...block, bankId: "" };
    case "package":
      return block;
    case "assignment": {
      const { assignment } = block;
      return {
        ...block,
        assignment: { ...assignment, instructions: linkMarkdown(assignment.instructions, paths.show) },
      };
    }
    case "question":
      return { ...block, question: showQuestion(block.id, block.question, reader) };
  }
}

function showQuestion(id: string, question: Question, { seed, paths, keys }: Reader) {
  const markdown = (text: string) => linkMarkdown(text, paths.show);
  const linked = (choices: Choice[]) => choices.map((choice) => ({ ...choice, text: markdown(choice.text) }));
  const mixed = (choices: Choice[], what: string) =>
    shuffleAround(choices, ({ fixed }) => fixed === true, `${seed}:${id}:${what}`);
  const { key, image, gaps, ...rest } = question;
  const moved = question.kind === "ORDERING" || question.kind === "MATCHING" || question.shuffle;
  return {
    ...rest,
    prompt: markdown(question.prompt),
    choices: moved ? mixed(linked(question.choices), "choices") : linked(question.choices),
    targets: mixed(linked(question.targets), "targets"),
    hints: question.hints.map(markdown),
    ...(image !== undefined && { image: linkSource(image, paths.show) }),
    ...(gaps && { gaps: gaps.map((gap) => ({ ...gap, choices: mixed(gap.choices, `gap ${gap.id}`) })) }),
    ...(keys && { key: { ...key, explanation: markdown(key.explanation) } }),
  };
}
