import { createClient } from "@connectrpc/connect";
import { PageService } from "@platform/connect/platform/knowledge/v1/page_service_pb.ts";
import { SharingService } from "@platform/connect/platform/knowledge/v1/sharing_service_pb.ts";
import { UpkeepService } from "@platform/connect/platform/knowledge/v1/upkeep_service_pb.ts";
import { readFailure } from "../../lib/failure.ts";
import { useFailureWords } from "../../lib/failure-words.ts";
import { toast } from "../../lib/toasts.ts";
import { transport } from "../../lib/transport.ts";
import { readPagesAnew } from "./refresh.ts";

export const pageClient = createClient(PageService, transport);
export const upkeepClient = createClient(UpkeepService, transport);
export const sharingClient = createClient(SharingService, transport);

/** Does something with pages and reads them anew; says what went wrong. Answers whether it went well. */
export function useAct(): (act: () => Promise<unknown>) => Promise<boolean> {
  const say = useFailureWords();
  return async (act) => {
    try {
      await act();
      await readPagesAnew();
      return true;
    } catch (error) {
      toast({ text: say(readFailure(error)), failed: true });
      return false;
    }
  };
}
