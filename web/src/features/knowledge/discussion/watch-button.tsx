import { ActionIcon } from "@mantine/core";
import { IconBell, IconBellOff } from "@tabler/icons-react";
import { useWords } from "../../../lib/words.ts";
import { discussionClient, useDiscuss } from "./acts.ts";
import { discussionWords } from "./words.ts";

/** Lets the viewer hear of a page, or no more. */
export function WatchButton({ pageId, watched }: { pageId: string; watched: boolean }) {
  const words = useWords(discussionWords);
  const discuss = useDiscuss();
  const Icon = watched ? IconBellOff : IconBell;
  const label = words(watched ? "unwatch" : "watch");
  return (
    <ActionIcon
      variant="default"
      size={42}
      aria-label={label}
      title={`${label}. ${words(watched ? "watchedHint" : "watchHint")}`}
      onClick={() => void discuss(() => discussionClient.watchPage({ pageId, stop: watched }))}
    >
      <Icon size={20} stroke={1.7} aria-hidden />
    </ActionIcon>
  );
}
