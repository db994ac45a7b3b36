import { PackageVersion, QuestionKind, ShowAnswers } from "@platform/grpc/platform/learning/v1/course.ts";
import type { Area, Assignment, Choice, LessonGrading } from "../content.ts";
import type { ShownBlock, ShownQuestion } from "../lesson-view.ts";

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
    case "draw": {
      const { bankId, count, points } = block;
      return { id, content: { $case: "draw", value: { bankId, count, points } } } as const;
    }
    case "assignment":
      return { id, content: { $case: "assignment", value: presentAssignment(block.assignment) } } as const;
    case "package": {
      const { title, packageId, entry, version, points } = block;
      const value = { title, packageId, entry, version: PackageVersion[version], points };
      return { id, content: { $case: "package", value } } as const;
    }
    case "question":
      return { id, content: { $case: "question", value: presentQuestion(block.question) } } as const;
  }
}

/** A question, with its key where its reader may see it. */
export function presentQuestion({ kind, choices, targets, gaps = [], ...question }: ShownQuestion) {
  return {
    ...question,
    kind: QuestionKind[kind],
    choices: choices.map(presentChoice),
    targets: targets.map(presentChoice),
    gaps: gaps.map((gap) => ({ id: gap.id, choices: gap.choices.map(presentChoice) })),
  };
}

function presentChoice({ id, text, area, fixed }: Choice) {
  return { id, text, area: area && presentArea(area), fixed: fixed === true };
}

function presentArea(area: Area) {
  switch (area.shape) {
    case "rectangle": {
      const { x, y, width, height } = area;
      return { shape: { $case: "rectangle", value: { x, y, width, height } } } as const;
    }
    case "ellipse": {
      const { x, y, radiusX, radiusY } = area;
      return { shape: { $case: "ellipse", value: { x, y, radiusX, radiusY } } } as const;
    }
    case "polygon":
      return { shape: { $case: "polygon", value: { points: area.points } } } as const;
  }
}

export function presentAssignment({ dueTime, ...assignment }: Assignment) {
  return { ...assignment, dueTime: dueTime === null ? undefined : new Date(dueTime) };
}

export function presentLessonGrading({ dueTime, showAnswers, ...grading }: LessonGrading) {
  return {
    ...grading,
    dueTime: dueTime === null ? undefined : new Date(dueTime),
    showAnswers: ShowAnswers[showAnswers],
  };
}
