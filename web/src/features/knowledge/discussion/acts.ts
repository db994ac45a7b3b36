import { createClient } from "@connectrpc/connect";
import { DiscussionService } from "@platform/connect/platform/knowledge/v1/discussion_service_pb.ts";
import { readAnew } from "../../../lib/query.ts";
import { transport } from "../../../lib/transport.ts";
import { useAct } from "../acts.ts";

export const discussionClient = createClient(DiscussionService, transport);

/** Says or takes back something about a page, and reads anew what is said. Answers whether it went well. */
export function useDiscuss(): (act: () => Promise<unknown>) => Promise<boolean> {
  const act = useAct();
  return (discuss) =>
    act(async () => {
      await discuss();
      await readAnew(DiscussionService.method.listThreads);
    });
}
