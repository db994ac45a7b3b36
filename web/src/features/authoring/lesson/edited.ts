import { create } from "@bufbuild/protobuf";
import {
  type Block,
  BlockSchema,
  type LessonGrading,
  LessonGradingSchema,
  QuestionKind,
  QuestionSchema,
} from "@platform/connect/platform/learning/v1/course_pb.ts";

/** A block as the editor holds it; `key` stays the same while it gets its id. */
export interface EditedBlock {
  key: string;
  block: Block;
}

/** What is edited: the content of a lesson and how it counts. */
export interface EditedLesson {
  blocks: EditedBlock[];
  grading: LessonGrading;
}

export type BlockKind = "text" | "video" | "file" | "question" | "draw" | "assignment" | "package";

export function toEdited(blocks: Block[], grading: LessonGrading | undefined): EditedLesson {
  return {
    blocks: blocks.map((block) => ({ key: block.id || crypto.randomUUID(), block })),
    grading: grading ?? create(LessonGradingSchema),
  };
}

export function newBlock(kind: BlockKind): EditedBlock {
  const contents = {
    text: { case: "text", value: { markdown: "" } },
    video: { case: "video", value: { title: "", source: "", transcript: "" } },
    file: { case: "file", value: { name: "", source: "" } },
    question: { case: "question", value: newQuestion() },
    draw: { case: "draw", value: { bankId: "", count: 5, points: 0 } },
    assignment: {
      case: "assignment",
      value: { title: "", instructions: "", points: 10, textAnswer: true, maxFileMebibytes: 32 },
    },
    package: { case: "package", value: { title: "", packageId: "", entry: "", points: 0 } },
  } as const;
  return { key: crypto.randomUUID(), block: create(BlockSchema, { content: contents[kind] }) };
}

/** A question with nothing asked yet. */
export function newQuestion() {
  const [first, second] = [newId(), newId()];
  return create(QuestionSchema, {
    kind: QuestionKind.SINGLE,
    points: 1,
    choices: [
      { id: first, text: "" },
      { id: second, text: "" },
    ],
    key: { choiceIds: [first] },
  });
}

/** A short id, unique within a question. */
export function newId(): string {
  return crypto.randomUUID().slice(0, 8);
}

export function duplicate({ block }: EditedBlock): EditedBlock {
  return { key: crypto.randomUUID(), block: { ...block, id: "" } };
}
