import { QuestionKind, ShowAnswers } from "@platform/grpc/platform/learning/v1/course.ts";
import type { LessonGrading } from "../content.ts";
import type { ShownBlock } from "../lesson-view.ts";

export function presentBlock(block: ShownBlock) {
  const { id } = block;
  switch (block.kind) {
    case "text":
      return { id, content: { $case: "text", value: { markdown: block.markdown } } } as const;
    case "video": {
      const { title, source, transcript } = block;
      return { id, content: { $case: "video", value: { title, source, transcript } } } as const;
    }
    case "file":
      return { id, content: { $case: "file", value: { name: block.name, source: block.source } } } as const;
    case "question": {
      const { kind, ...question } = block.question;
      return { id, content: { $case: "question", value: { ...question, kind: QuestionKind[kind] } } } as const;
    }
  }
}

export function presentLessonGrading({ dueTime, showAnswers, ...grading }: LessonGrading) {
  return {
    ...grading,
    dueTime: dueTime === null ? undefined : new Date(dueTime),
    showAnswers: ShowAnswers[showAnswers],
  };
}
