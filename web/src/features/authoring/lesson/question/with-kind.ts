import { create } from "@bufbuild/protobuf";
import {
  AnswerKeySchema,
  type Question,
  Question_ChoiceSchema,
  QuestionKind,
} from "@platform/connect/platform/learning/v1/course_pb.ts";
import { newId } from "../edited.ts";

const listed = new Set([QuestionKind.SINGLE, QuestionKind.MULTIPLE, QuestionKind.ORDERING, QuestionKind.MATCHING]);

const withAreas = (question: Question) => question.choices.filter(({ area }) => area !== undefined);

/** The question made one of another kind; what both kinds have in common stays. */
export function withKind(question: Question, kind: QuestionKind): Question {
  const gapped = kind === QuestionKind.CLOZE;
  const { gaps: gapKeys, ...rest } = question.key ?? create(AnswerKeySchema);
  const key = { ...rest, gaps: gapped ? gapKeys : [] };
  const choices = kind === QuestionKind.HOTSPOT ? withAreas(question) : listedFor(question, kind);
  const ids = choices.map(({ id }) => id);
  const right = key.choiceIds.filter((id) => ids.includes(id));
  const next = { ...question, kind, choices, key, gaps: gapped ? question.gaps : [] };
  switch (kind) {
    case QuestionKind.SINGLE:
      return { ...next, key: { ...key, choiceIds: (right.length > 0 ? right : ids).slice(0, 1) } };
    case QuestionKind.MULTIPLE:
    case QuestionKind.HOTSPOT:
      return { ...next, key: { ...key, choiceIds: right } };
    case QuestionKind.ORDERING:
      return { ...next, key: { ...key, choiceIds: ids } };
    case QuestionKind.TRUE_FALSE:
      return { ...next, key: { ...key, choiceIds: ["true"] } };
    case QuestionKind.MATCHING: {
      const targets = choices.map(() => newChoice());
      const pairs = choices.map(({ id }, index) => ({ choiceId: id, targetId: targets[index]?.id ?? "" }));
      return { ...next, targets, key: create(AnswerKeySchema, { pairs, explanation: key.explanation }) };
    }
    default:
      return next;
  }
}

function listedFor(question: Question, kind: QuestionKind) {
  if (!listed.has(kind)) return [];
  const own = listed.has(question.kind) || question.kind === QuestionKind.HOTSPOT ? question.choices : [];
  return own.length > 0
    ? own.map(({ id, text, fixed }) => create(Question_ChoiceSchema, { id, text, fixed }))
    : [newChoice(), newChoice()];
}

export function newChoice(text = "") {
  return create(Question_ChoiceSchema, { id: newId(), text });
}
