import { Button } from "@mantine/core";
import { IconBell, IconBellOff } from "@tabler/icons-react";
import { useWords } from "../../../lib/words.ts";
import { discussionClient, useDiscuss } from "./acts.ts";
import { discussionWords } from "./words.ts";

/** Lets the viewer hear of a page, or no more. */
export function WatchButton({ pageId, watched }: { pageId: string; watched: boolean }) {
  const words = useWords(discussionWords);
  const discuss = useDiscuss();
  const Icon = watched ? IconBellOff : IconBell;
  return (
    <Button
      variant="default"
      title={words("watchHint")}
      leftSection={<Icon size={18} stroke={1.7} aria-hidden />}
      onClick={() => void discuss(() => discussionClient.watchPage({ pageId, stop: watched }))}
    >
      {words(watched ? "unwatch" : "watch")}
    </Button>
  );
}
