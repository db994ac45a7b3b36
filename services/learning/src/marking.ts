import { refuse, type Tx } from "@platform/kit";
import { settle } from "./completion.ts";
import { isReadable } from "./content.ts";
import { lockEnrolment } from "./enrolments.ts";
import { readPublishedLesson } from "./outline.ts";
import type { Progress } from "./progress.ts";
import { markDone } from "./records.ts";

/** Marks blocks of a lesson as done; what is done by being answered or handed in is passed over. */
export async function completeBlocks(
  tx: Tx,
  { accountId, courseId, lessonId }: { accountId: string; courseId: string; lessonId: string },
  blockIds: readonly string[],
  now: Date,
): Promise<Progress> {
  const enrolment = await lockEnrolment(tx, accountId, courseId);
  const { blocks } = await readPublishedLesson(tx, courseId, lessonId);
  const known = new Map(blocks.map((block) => [block.id, block]));
  const unknown = blockIds.findIndex((id) => !known.has(id));
  if (unknown >= 0) throw refuse.invalid({ [`block_ids[${unknown}]`]: "names no block of this lesson" });
  const readable = blockIds.filter((id) => {
    const block = known.get(id);
    return block && isReadable(block);
  });
  await markDone(tx, enrolment, readable, now);
  return (await settle(tx, enrolment, null, now)).progress;
}
