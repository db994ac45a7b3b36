import { createClient } from "@connectrpc/connect";
import { CommentService } from "@platform/connect/platform/news/v1/comment_service_pb.ts";
import { readFailure } from "../../../lib/failure.ts";
import { useFailureWords } from "../../../lib/failure-words.ts";
import { readAnew } from "../../../lib/query.ts";
import { toast } from "../../../lib/toasts.ts";
import { transport } from "../../../lib/transport.ts";

export const commentClient = createClient(CommentService, transport);

/** Does something with comments and reads them anew; says what went wrong. Answers whether it went well. */
export function useTalk(): (act: () => Promise<unknown>) => Promise<boolean> {
  const say = useFailureWords();
  return async (act) => {
    try {
      await act();
      await readAnew(
        CommentService.method.listComments,
        CommentService.method.getReactions,
        CommentService.method.listModerationQueue,
      );
      return true;
    } catch (error) {
      toast({ text: say(readFailure(error)), failed: true });
      return false;
    }
  };
}
