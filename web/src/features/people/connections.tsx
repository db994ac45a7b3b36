import { useInfiniteQuery } from "@connectrpc/connect-query";
import { FollowService } from "@platform/connect/platform/user/v1/follow_service_pb.ts";
import type { Profile } from "@platform/connect/platform/user/v1/user_pb.ts";
import { IconUsers } from "@tabler/icons-react";
import { useLocation } from "react-router";
import { Empty, LoadingRows } from "../../components/states.tsx";
import { useWords } from "../../lib/words.ts";
import { ConnectionsPage } from "./connections-page.tsx";
import { ProfileList } from "./profile-list.tsx";
import { ProfileMissing } from "./profile-missing.tsx";
import { useProfile } from "./use-profile.ts";
import { peopleWords } from "./words.ts";

const kinds = {
  followers: {
    method: FollowService.method.listFollowers,
    title: "followersOf",
    nobody: "noFollowers",
    nobodyText: "noFollowersText",
  },
  following: {
    method: FollowService.method.listFollowing,
    title: "followedBy",
    nobody: "followsNobody",
    nobodyText: "followsNobodyText",
  },
} as const;

/** Who follows a person, or whom the person follows. */
export default function Connections() {
  const shown = useLocation().pathname.endsWith("/following") ? "following" : "followers";
  const { data, isPending, error, refetch } = useProfile();
  if (isPending) return <LoadingRows />;
  if (!data?.profile) return <ProfileMissing error={error} onRetry={refetch} />;
  return <Listed key={shown} profile={data.profile} shown={shown} />;
}

function Listed({ profile, shown }: { profile: Profile; shown: keyof typeof kinds }) {
  const words = useWords(peopleWords);
  const { method, title, nobody, nobodyText } = kinds[shown];
  const list = useInfiniteQuery(
    method as typeof kinds.followers.method,
    { accountId: profile.accountId, pageSize: 50, pageToken: "" },
    { pageParamKey: "pageToken", getNextPageParam: ({ nextPageToken }) => nextPageToken || undefined },
  );
  return (
    <ConnectionsPage profile={profile} shown={shown}>
      <ProfileList
        title={words(title)}
        titleShown={false}
        list={list}
        empty={
          <Empty
            icon={<IconUsers size={28} stroke={1.5} aria-hidden />}
            title={words(nobody)}
            text={words(nobodyText, { name: profile.name })}
          />
        }
      />
    </ConnectionsPage>
  );
}
