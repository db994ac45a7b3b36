import { createClient } from "@connectrpc/connect";
import { DiscussionService } from "@platform/connect/platform/learning/v1/discussion_service_pb.ts";
import { readFailure } from "../../../lib/failure.ts";
import { useFailureWords } from "../../../lib/failure-words.ts";
import { readAnew } from "../../../lib/query.ts";
import { toast } from "../../../lib/toasts.ts";
import { transport } from "../../../lib/transport.ts";

export const talkClient = createClient(DiscussionService, transport);

/** Where a talk stands. */
export interface TalkPlace {
  courseId: string;
  lessonId: string;
  blockId: string;
}

/** Does something in a talk, and shows what came of it; answers whether it went well. */
export function useTalk(): (act: () => Promise<unknown>) => Promise<boolean> {
  const say = useFailureWords();
  return async (act) => {
    try {
      await act();
      await readAnew(DiscussionService.method.listThreads, DiscussionService.method.countPosts);
      return true;
    } catch (error) {
      toast({ text: say(readFailure(error)), failed: true });
      return false;
    }
  };
}
