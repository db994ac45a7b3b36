import { useDocumentVisibility } from "@mantine/hooks";
import { DiscussionService } from "@platform/connect/platform/knowledge/v1/discussion_service_pb.ts";
import { PageService } from "@platform/connect/platform/knowledge/v1/page_service_pb.ts";
import { useEffect } from "react";
import { follow } from "../../../lib/follow.ts";
import { readAnew } from "../../../lib/query.ts";
import { discussionClient } from "./acts.ts";

/** Shows what others say about a page as they say it. */
export function useLiveThreads(pageId: string): void {
  // A browser holds few lines to one server at once: tabs that nobody looks at hold none.
  const visible = useDocumentVisibility() === "visible";
  useEffect(() => {
    if (!visible) return;
    const left = new AbortController();
    let first = true;
    void follow(
      (signal) => discussionClient.watchThreads({ pageId }, { signal }),
      async () => {
        const changed = !first;
        first = false;
        await readAnew(DiscussionService.method.listThreads);
        // How many threads are open stands with the page.
        if (changed) await readAnew(PageService.method.resolvePage);
        return false;
      },
      left.signal,
      () => undefined,
    );
    return () => left.abort();
  }, [pageId, visible]);
}
