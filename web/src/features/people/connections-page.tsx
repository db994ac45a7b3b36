import type { Profile } from "@platform/connect/platform/user/v1/user_pb.ts";
import type { ReactNode } from "react";
import { Page } from "../../components/page.tsx";
import { Tabs } from "../../components/tabs.tsx";
import { useWords } from "../../lib/words.ts";
import { peopleWords } from "./words.ts";

/** The frame around a person's followers and those whom they follow. */
export function ConnectionsPage({
  profile: { name, handle, accountId },
  shown,
  children,
}: {
  profile: Profile;
  shown: "followers" | "following";
  children: ReactNode;
}) {
  const words = useWords(peopleWords);
  const at = `/people/${handle || accountId}`;
  return (
    <Page
      title={words(shown === "followers" ? "followersOf" : "followedBy")}
      heading={name}
      trail={[
        { label: words("people"), to: "/people" },
        { label: name, to: at },
      ]}
    >
      <Tabs
        label={name}
        tabs={[
          { to: `${at}/followers`, label: words("followersOf"), current: shown === "followers" },
          { to: `${at}/following`, label: words("followedBy"), current: shown === "following" },
        ]}
      />
      {children}
    </Page>
  );
}
