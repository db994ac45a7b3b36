import { useInfiniteQuery } from "@connectrpc/connect-query";
import { FollowService } from "@platform/connect/platform/user/v1/follow_service_pb.ts";
import type { Profile } from "@platform/connect/platform/user/v1/user_pb.ts";
import { IconUsers } from "@tabler/icons-react";
import { Empty, LoadingRows } from "../../components/states.tsx";
import { useWords } from "../../lib/words.ts";
import { ConnectionsPage } from "./connections-page.tsx";
import { ProfileList } from "./profile-list.tsx";
import { ProfileMissing } from "./profile-missing.tsx";
import { useProfile } from "./use-profile.ts";
import { peopleWords } from "./words.ts";

/** Who follows a person. */
export default function Followers() {
  const { data, isPending, error, refetch } = useProfile();
  if (isPending) return <LoadingRows />;
  if (!data?.profile) return <ProfileMissing error={error} onRetry={refetch} />;
  return <Listed profile={data.profile} />;
}

function Listed({ profile }: { profile: Profile }) {
  const words = useWords(peopleWords);
  const list = useInfiniteQuery(
    FollowService.method.listFollowers,
    { accountId: profile.accountId, pageSize: 50, pageToken: "" },
    { pageParamKey: "pageToken", getNextPageParam: ({ nextPageToken }) => nextPageToken || undefined },
  );
  return (
    <ConnectionsPage profile={profile} shown="followers">
      <ProfileList
        title={words("followersOf")}
        titleShown={false}
        list={list}
        empty={
          <Empty
            icon={<IconUsers size={28} stroke={1.5} aria-hidden />}
            title={words("noFollowers")}
            text={words("noFollowersText", { name: profile.name })}
          />
        }
      />
    </ConnectionsPage>
  );
}
