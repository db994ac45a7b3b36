import { Language } from "@platform/grpc/platform/common/v1/common.ts";
import { PathState, PathStepState } from "@platform/grpc/platform/learning/v1/path.ts";
import type { Blobs } from "@platform/kit";
import type { PathView, StepView } from "../paths/paths.ts";
import { presentListedCourse } from "./courses.ts";

export function presentPath({ path, progress, ...counted }: PathView) {
  const { id, title, summary, language, state, authorId, revision } = path;
  return {
    id,
    title,
    summary,
    language: Language[language],
    state: PathState[state],
    authorId,
    revision,
    ...counted,
    progress: progress && { ...progress, completeTime: progress.completeTime ?? undefined },
  };
}

export function presentStep({ step, course, state, missing }: StepView, blobs: Blobs) {
  const { afterIds, optional } = step;
  return { course: presentListedCourse(course, blobs), afterIds, optional, state: PathStepState[state], missing };
}
