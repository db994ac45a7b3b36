import { createClient } from "@connectrpc/connect";
import { FollowService } from "@platform/connect/platform/user/v1/follow_service_pb.ts";
import { ProfileService } from "@platform/connect/platform/user/v1/profile_service_pb.ts";
import type { Profile } from "@platform/connect/platform/user/v1/user_pb.ts";
import { useState } from "react";
import { FollowToggle } from "../../components/follow-toggle.tsx";
import { readAnew } from "../../lib/query.ts";
import { transport } from "../../lib/transport.ts";
import { useViewer } from "../../lib/viewer.ts";

const client = createClient(FollowService, transport);

/** Follows a person. */
export function FollowButton({ profile, size = "md" }: { profile: Profile; size?: "sm" | "md" }) {
  const { person } = useViewer();
  const [chosen, setChosen] = useState<boolean>();
  const { accountId, name } = profile;
  if (person?.accountId === accountId) return null;

  async function set(follow: boolean) {
    setChosen(follow);
    try {
      await (follow ? client.follow({ accountId }) : client.unfollow({ accountId }));
      await readAnew(
        ProfileService.method.getProfile,
        ProfileService.method.searchProfiles,
        FollowService.method.listFollowers,
        FollowService.method.listFollowing,
      );
    } finally {
      setChosen(undefined);
    }
  }

  return <FollowToggle name={name} followed={chosen ?? profile.followed} size={size} onSet={set} />;
}
