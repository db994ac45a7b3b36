import { createClient } from "@connectrpc/connect";
import { Button } from "@mantine/core";
import { FollowService } from "@platform/connect/platform/user/v1/follow_service_pb.ts";
import { ProfileService } from "@platform/connect/platform/user/v1/profile_service_pb.ts";
import type { Profile } from "@platform/connect/platform/user/v1/user_pb.ts";
import { IconCheck } from "@tabler/icons-react";
import { useState } from "react";
import { readAnew } from "../../lib/query.ts";
import { toast } from "../../lib/toasts.ts";
import { transport } from "../../lib/transport.ts";
import { useViewer } from "../../lib/viewer.ts";
import { useWords } from "../../lib/words.ts";
import { peopleWords } from "./words.ts";

const client = createClient(FollowService, transport);
/** Follows a person at once, and takes it back as easily. */
export function FollowButton({ profile, size = "md" }: { profile: Profile; size?: "sm" | "md" }) {
  const words = useWords(peopleWords);
  const { person } = useViewer();
  const [chosen, setChosen] = useState<boolean>();
  const { accountId, name } = profile;
  const followed = chosen ?? profile.followed;
  if (person?.accountId === accountId) return null;

  async function set(follow: boolean) {
    setChosen(follow);
    try {
      await (follow ? client.follow({ accountId }) : client.unfollow({ accountId }));
      if (!follow) {
        toast({ text: words("unfollowed", { name }), action: { label: words("undo"), run: () => void set(true) } });
      }
      await readAnew(
        ProfileService.method.getProfile,
        ProfileService.method.searchProfiles,
        FollowService.method.listFollowers,
        FollowService.method.listFollowing,
      );
    } catch {
      toast({ text: words("notKept"), failed: true });
    }
    setChosen(undefined);
  }

  return (
    <Button
      size={size}
      variant={followed ? "default" : "light"}
      leftSection={followed ? <IconCheck size={16} aria-hidden /> : undefined}
      aria-pressed={followed}
      title={followed ? words("unfollow") : undefined}
      onClick={() => void set(!followed)}
      style={{ flex: "none", zIndex: 1 }}
    >
      {words(followed ? "following" : "follow")}
      <span className="hidden">: {name}</span>
    </Button>
  );
}
