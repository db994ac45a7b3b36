import { CourseState } from "@platform/connect/platform/learning/v1/course_pb.ts";
import { Chip } from "../../components/chip.tsx";
import { useWords } from "../../lib/words.ts";
import { authoringWords } from "./words.ts";

/** Where a course is in its life. */
export function StateChip({ state }: { state: CourseState }) {
  const words = useWords(authoringWords);
  if (state === CourseState.PUBLISHED) return <Chip tone="good">{words("published")}</Chip>;
  if (state === CourseState.ARCHIVED) return <Chip tone="warn">{words("archived")}</Chip>;
  return <Chip>{words("draft")}</Chip>;
}
