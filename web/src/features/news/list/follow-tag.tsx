import { createClient } from "@connectrpc/connect";
import { useQuery } from "@connectrpc/connect-query";
import { PersonalService } from "@platform/connect/platform/news/v1/personal_service_pb.ts";
import { useState } from "react";
import { FollowToggle } from "../../../components/follow-toggle.tsx";
import { readAnew } from "../../../lib/query.ts";
import { transport } from "../../../lib/transport.ts";

const client = createClient(PersonalService, transport);
const { listFollowedTags, listArticlesForYou } = PersonalService.method;

/** Follows a topic. */
export function FollowTag({ tag, name }: { tag: string; name: string }) {
  const { data } = useQuery(listFollowedTags, {});
  const [chosen, setChosen] = useState<boolean>();
  if (!data) return null;

  async function set(follow: boolean) {
    setChosen(follow);
    try {
      await (follow ? client.followTag({ tag }) : client.unfollowTag({ tag }));
      await readAnew(listFollowedTags, listArticlesForYou);
    } finally {
      setChosen(undefined);
    }
  }

  const followed = data.tags.some(({ slug }) => slug === tag);
  return <FollowToggle name={name} followed={chosen ?? followed} onSet={set} />;
}
