import type { Language } from "@platform/grpc/platform/common/v1/common.ts";
import { type Block, Question, type QuestionKind } from "@platform/grpc/platform/learning/v1/course.ts";

/** A lesson of the demo space: its pieces in order, and the category that its questions count for. */
export interface DemoLesson {
  title: string;
  blocks: Block[];
  category?: string;
}

/** A course of the demo space. */
export interface DemoCourse {
  title: string;
  summary: string;
  language: Language;
  skills: string[];
  minutes: number;
  modules: { title: string; lessons: DemoLesson[] }[];
  /** Files that its blocks name, by name. */
  files?: Record<string, string>;
}

/** A path of the demo space: each course of it opens the next. */
export interface DemoPath {
  title: string;
  summary: string;
  courses: DemoCourse[];
}

/** Something to read. */
export function text(markdown: string): Block {
  return { id: "", content: { $case: "text", value: { markdown } } };
}

type Asked = NonNullable<Parameters<typeof Question.create>[0]>;

/** A question that is worth a point unless it says otherwise. */
export function ask(kind: QuestionKind, prompt: string, rest: Asked, key: Asked["key"]): Block {
  const value = Question.create({ kind, prompt, points: 1, partialCredit: true, ...rest, key });
  return { id: "", content: { $case: "question", value } };
}

/** Choices `c1`, `c2`, ... with these texts. */
export function choices(...texts: string[]) {
  return texts.map((word, at) => ({ id: `c${at + 1}`, text: word }));
}
