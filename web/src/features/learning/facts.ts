import { timestampDate } from "@bufbuild/protobuf/wkt";
import { Language } from "@platform/connect/platform/common/v1/common_pb.ts";
import type { Course } from "@platform/connect/platform/learning/v1/course_pb.ts";
import type { LessonProgress } from "@platform/connect/platform/learning/v1/enrolment_pb.ts";
import { useLanguage, useWords } from "../../lib/words.ts";
import { learningWords } from "./words.ts";

/** Says facts of courses in the language of the page. */
export function useFacts() {
  const words = useWords(learningWords);
  const { code, day } = useLanguage();
  return {
    percent: (share: number) =>
      new Intl.NumberFormat(code, { style: "percent", maximumFractionDigits: 0 }).format(share),
    /** "45 min", "2 h", "2 h 30 min"; empty where the author says nothing. */
    length: (minutes: number) => {
      const hours = Math.floor(minutes / 60);
      const rest = minutes % 60;
      return [hours && words("hours", { count: hours }), rest && words("minutes", { count: rest })]
        .filter(Boolean)
        .join(" ");
    },
    language: ({ language }: Pick<Course, "language">) =>
      language === Language.RU ? words("ru") : language === Language.EN ? words("en") : "",
    /** When a lesson is or was due; undefined where it never is. */
    due: (progress: LessonProgress | undefined) => {
      if (!progress?.dueTime) return undefined;
      const time = timestampDate(progress.dueTime);
      const over = time.getTime() < Date.now();
      return { over, text: words(over ? "overdue" : "due", { date: day(time) }) };
    },
  };
}

/** How far a lesson is: all its blocks, some, or none. */
export function stageOf(progress: LessonProgress | undefined): "done" | "begun" | "open" {
  if (!progress) return "open";
  if (progress.doneBlocks >= progress.blocks) return "done";
  return progress.doneBlocks > 0 ? "begun" : "open";
}
