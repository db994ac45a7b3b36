import type { Block } from "@platform/connect/platform/learning/v1/course_pb.ts";

/** Whether a block is done by being answered: a question, or some that are drawn. */
export function isAnswerable({ content }: Block): boolean {
  return content.case === "question" || content.case === "draw";
}

/** Whether a block is done by being read, watched or taken. */
export function isReadable(block: Block): boolean {
  return !isAnswerable(block) && block.content.case !== "assignment" && block.content.case !== "package";
}

/** How many questions a block asks. */
export function askedBy({ content }: Block): number {
  return content.case === "draw" ? content.value.count : content.case === "question" ? 1 : 0;
}
