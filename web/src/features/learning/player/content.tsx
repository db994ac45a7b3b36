import type { Timestamp } from "@bufbuild/protobuf/wkt";
import type { Block } from "@platform/connect/platform/learning/v1/course_pb.ts";
import type { Progress } from "@platform/connect/platform/learning/v1/enrolment_pb.ts";
import { AssignmentView } from "../assignment/assignment.tsx";
import { PackageView } from "../package/package.tsx";
import { BlockView } from "./block.tsx";

/** A piece of a lesson that is not asked: to hand something in, to play, or to read. */
export function ContentView({
  block,
  lesson,
  enrolled,
  due,
  onDone,
  onProgress,
}: {
  block: Block;
  lesson: { courseId: string; lessonId: string };
  enrolled: boolean;
  /** Until when what counts of the lesson counts. */
  due: Timestamp | undefined;
  onDone: (id: string) => void;
  onProgress: (progress: Progress | undefined, certificateId?: string) => void;
}) {
  const { content } = block;
  const shared = { place: { ...lesson, blockId: block.id }, enrolled, onProgress };
  if (content.case === "assignment") return <AssignmentView assignment={content.value} {...shared} />;
  if (content.case === "package") return <PackageView part={content.value} due={due} {...shared} />;
  return <BlockView block={block} onDone={onDone} />;
}
