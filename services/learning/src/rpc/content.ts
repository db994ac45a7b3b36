import type { Assignment as AssignmentMessage } from "@platform/grpc/platform/learning/v1/assignment.ts";
import {
  type Area as AreaMessage,
  type Block as BlockMessage,
  type Question_Choice as ChoiceMessage,
  type LessonGrading as GradingMessage,
  QuestionKind,
  type Question as QuestionMessage,
  ShowAnswers,
} from "@platform/grpc/platform/learning/v1/course.ts";
import { refuse } from "@platform/kit";
import {
  type Area,
  type Assignment,
  type Block,
  type Choice,
  type LessonGrading,
  practice,
  type Question,
} from "../content.ts";

/** Blocks as an author sent them; what has no id is new. */
export function readBlocks(blocks: readonly BlockMessage[]): Block[] {
  return blocks.map(({ id, content }, index) => {
    switch (content?.$case) {
      case "text":
        return { id, kind: "text", ...content.value };
      case "video":
        return { id, kind: "video", ...content.value };
      case "file":
        return { id, kind: "file", ...content.value };
      case "question":
        return { id, kind: "question", question: readQuestion(content.value, `blocks[${index}].question`) };
      case "draw":
        return { id, kind: "draw", ...content.value };
      case "assignment":
        return { id, kind: "assignment", assignment: readAssignment(content.value, `blocks[${index}].assignment`) };
      case "package": {
        const { title, packageId, entry, points } = content.value;
        // Which standard it was made for is the package's to say.
        return { id, kind: "package", title, packageId, entry, points, version: "SCORM_1_2" };
      }
      default:
        throw refuse.invalid({ [`blocks[${index}].content`]: "must be given" });
    }
  });
}

/** A question as an author sent it, with its key. */
export function readQuestion(message: QuestionMessage, path: string): Question {
  const { kind, key, points, choices, targets, gaps, shuffle, ...question } = message;
  if (!key) throw refuse.invalid({ [`${path}.key`]: "must be given" });
  return {
    ...question,
    kind: QuestionKind[kind] as Question["kind"],
    points: points || 1,
    choices: choices.map(readChoice),
    targets: targets.map(readChoice),
    gaps: gaps.map((gap) => ({ id: gap.id, choices: gap.choices.map(readChoice) })),
    ...(shuffle && { shuffle }),
    key,
  };
}

function readChoice({ id, text, area, fixed }: ChoiceMessage): Choice {
  const place = area && readArea(area);
  return { id, text, ...(place && { area: place }), ...(fixed && { fixed }) };
}

function readArea({ shape }: AreaMessage): Area | undefined {
  switch (shape?.$case) {
    case "rectangle":
      return { shape: "rectangle", ...shape.value };
    case "ellipse":
      return { shape: "ellipse", ...shape.value };
    case "polygon":
      return { shape: "polygon", points: shape.value.points };
  }
}

const largestFile = 32;

function readAssignment(
  { dueTime, points, maxFileMebibytes, ...assignment }: AssignmentMessage,
  path: string,
): Assignment {
  return {
    ...assignment,
    points: points || 1,
    dueTime: dueTime === undefined ? null : readTime(dueTime, `${path}.due_time`),
    maxFileMebibytes: maxFileMebibytes || largestFile,
  };
}

/** How a lesson is counted; practice where nothing is said. */
export function readGrading(grading: GradingMessage | undefined): LessonGrading {
  if (!grading) return practice;
  const { dueTime, showAnswers, ...rest } = grading;
  const shown = showAnswers === ShowAnswers.UNSPECIFIED ? ShowAnswers.AFTER_ATTEMPT : showAnswers;
  return {
    ...rest,
    dueTime: dueTime === undefined ? null : readTime(dueTime, "grading.due_time"),
    showAnswers: ShowAnswers[shown] as LessonGrading["showAnswers"],
  };
}

const [firstTime, lastTime] = [Date.UTC(1970), Date.UTC(9999)];

/** A time as ISO 8601; a Timestamp may name what no calendar has. */
export function readTime(time: Date, path: string): string {
  if (time.getTime() >= firstTime && time.getTime() < lastTime) return time.toISOString();
  throw refuse.invalid({ [path]: "must lie between the years 1970 and 9999" });
}
