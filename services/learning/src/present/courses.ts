import { Language } from "@platform/grpc/platform/common/v1/common.ts";
import { CourseState } from "@platform/grpc/platform/learning/v1/course.ts";
import type { Blobs } from "@platform/kit";
import type { CourseView } from "../courses.ts";
import type { OutlineLesson, OutlineModule } from "../outline.ts";
import { presentLessonGrading } from "./blocks.ts";

/** A course alone; lists leave its description out. */
export function presentCourse(view: CourseView, blobs: Blobs) {
  const { course, settings, prerequisiteIds, lessonCount, learnerCount, authorName, coverKey } = view;
  const { title, summary, description, skills, minutes, grading, certificate } = settings;
  return {
    id: course.id,
    title,
    summary,
    description,
    language: Language[settings.language],
    coverUrl: coverKey ? blobs.url(coverKey) : "",
    skills,
    authorId: course.authorId,
    authorName,
    state: CourseState[course.state],
    version: course.publishedVersion,
    publishTime: course.publishTime ?? undefined,
    lessonCount,
    learnerCount,
    minutes,
    prerequisiteIds,
    grading,
    certificate,
  };
}

export function presentListedCourse(view: CourseView, blobs: Blobs) {
  return { ...presentCourse(view, blobs), description: "" };
}

export function presentModule({ id, title, lessons }: OutlineModule) {
  return { id, title, lessons: lessons.map(presentLesson) };
}

export function presentLesson({ id, title, section, grading, blockIds, questionIds }: OutlineLesson) {
  return {
    id,
    title,
    section,
    blockCount: blockIds.length,
    questionCount: questionIds.length,
    grading: presentLessonGrading(grading),
  };
}
