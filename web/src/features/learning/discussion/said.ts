import type { Thread } from "@platform/connect/platform/learning/v1/discussion_service_pb.ts";
import type { Said } from "../../../components/new-since.ts";

/** What is said in threads, one after another; `somebody` names those without a name. */
export function saidIn(threads: readonly Thread[], somebody: string): Said[] {
  return threads.flatMap(({ posts }) =>
    posts.map(({ id, authorName, own }) => ({ id, by: authorName || somebody, own })),
  );
}
