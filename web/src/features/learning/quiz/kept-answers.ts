import type { Answer } from "@platform/connect/platform/learning/v1/enrolment_pb.ts";
import { useEffect, useState } from "react";

/** What a learner has answered to a question so far. */
export type Given = Pick<Answer, "choiceIds" | "text"> & {
  pairs: { choiceId: string; targetId: string }[];
  gaps: { gapId: string; choiceId: string; text: string }[];
};

export const nothing: Given = { choiceIds: [], text: "", pairs: [], gaps: [] };

/** Whether anything was answered at all. */
export function isAnswered({ choiceIds, text, pairs, gaps }: Given): boolean {
  const filled = gaps.some((gap) => gap.choiceId !== "" || gap.text.trim() !== "");
  return choiceIds.length > 0 || text.trim() !== "" || pairs.length > 0 || filled;
}

type Answers = Record<string, Given>;

/** The answers of an attempt, by question; this browser keeps them until they are submitted. */
export function useKeptAnswers(attemptId: string) {
  const name = `attempt ${attemptId}`;
  const [answers, setAnswers] = useState<Answers>(() => read(name));
  useEffect(() => localStorage.setItem(name, JSON.stringify(answers)), [name, answers]);
  return {
    answers,
    answer: (blockId: string, given: Given) => setAnswers((now) => ({ ...now, [blockId]: given })),
    forget: () => localStorage.removeItem(name),
  };
}

function read(name: string): Answers {
  try {
    const kept = JSON.parse(localStorage.getItem(name) ?? "{}") as Record<string, Partial<Given>>;
    return Object.fromEntries(Object.entries(kept).map(([id, given]) => [id, { ...nothing, ...given }]));
  } catch {
    return {};
  }
}
