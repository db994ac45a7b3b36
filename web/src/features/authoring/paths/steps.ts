import type { GetPathResponse } from "@platform/connect/platform/learning/v1/path_service_pb.ts";

/** A course of a path that is written. */
export interface EditedStep {
  courseId: string;
  title: string;
  afterIds: string[];
  optional: boolean;
}

export function stepsOf({ steps }: Pick<GetPathResponse, "steps">): EditedStep[] {
  return steps.flatMap(({ course, afterIds, optional }) =>
    course ? [{ courseId: course.id, title: course.title, afterIds, optional }] : [],
  );
}

/** The steps as they may be saved: each comes after such alone that stand before it. */
export function tidySteps(steps: readonly EditedStep[]): EditedStep[] {
  return steps.map((step, index) => {
    const before = new Set(steps.slice(0, index).map(({ courseId }) => courseId));
    return { ...step, afterIds: step.afterIds.filter((id) => before.has(id)) };
  });
}
