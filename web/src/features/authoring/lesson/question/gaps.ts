import { create } from "@bufbuild/protobuf";
import {
  type AnswerKey,
  AnswerKeySchema,
  type GapKey,
  GapKeySchema,
  type Question,
  Question_GapSchema,
} from "@platform/connect/platform/learning/v1/course_pb.ts";

/** Where the cursor stands in a text, and what is selected there. */
export interface Cursor {
  before: string;
  selected: string;
  after: string;
}

type Change = Pick<Question, "prompt" | "gaps"> & { key: AnswerKey };

/** The question with a gap more, at the cursor; a word that was selected becomes what belongs there. */
export function withGap(question: Question, { before, selected, after }: Cursor): Change {
  const id = freeId(question);
  const key = question.key ?? create(AnswerKeySchema);
  const answer = selected.trim();
  const mark = answer === "" ? `${selected}[[${id}]]` : selected.replace(answer, `[[${id}]]`);
  const texts = answer === "" ? [] : [answer.slice(0, 500)];
  return {
    prompt: before + mark + after,
    gaps: [...question.gaps, create(Question_GapSchema, { id })],
    key: { ...key, gaps: [...key.gaps, create(GapKeySchema, { gapId: id, texts })] },
  };
}

/** The question without a gap; what belonged there comes back into the text. */
export function withoutGap(question: Question, id: string): Change {
  const key = question.key ?? create(AnswerKeySchema);
  const { choiceId, texts } = keyOf(question, id);
  const choices = question.gaps.find((gap) => gap.id === id)?.choices ?? [];
  const word = choices.find((choice) => choice.id === choiceId)?.text ?? texts[0] ?? "";
  return {
    prompt: question.prompt.replace(`[[${id}]]`, () => word),
    gaps: question.gaps.filter((gap) => gap.id !== id),
    key: { ...key, gaps: key.gaps.filter(({ gapId }) => gapId !== id) },
  };
}

/** What belongs into a gap. */
export function keyOf({ key }: Question, gapId: string): GapKey {
  return key?.gaps.find((each) => each.gapId === gapId) ?? create(GapKeySchema, { gapId });
}

function freeId({ gaps, prompt }: Question): string {
  for (let number = gaps.length + 1; ; number++) {
    const id = `g${number}`;
    if (!gaps.some((gap) => gap.id === id) && !prompt.includes(`[[${id}]]`)) return id;
  }
}
