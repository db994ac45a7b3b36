import { useQuery } from "@connectrpc/connect-query";
import { Button } from "@mantine/core";
import { ProfileService } from "@platform/connect/platform/user/v1/profile_service_pb.ts";
import { Link } from "react-router";
import { Page } from "../../../components/page.tsx";
import { Failed, LoadingRows } from "../../../components/states.tsx";
import { useWords } from "../../../lib/words.ts";
import { AvatarField } from "./avatar-field.tsx";
import { ProfileForm } from "./profile-form.tsx";
import { profileWords } from "./words.ts";

/** One's own profile. */
export default function ProfileSettings() {
  const words = useWords(profileWords);
  const { data, isPending, error, refetch } = useQuery(ProfileService.method.getOwnProfile, {});
  const profile = data?.profile;
  return (
    <Page
      title={words("profile")}
      about={words("about")}
      trail={[{ label: words("settings"), to: "/settings" }]}
      actions={
        profile && (
          <Button component={Link} to={`/people/${profile.handle || profile.accountId}`} variant="default" size="sm">
            {words("see")}
          </Button>
        )
      }
    >
      {isPending && <LoadingRows />}
      {error && !profile && <Failed error={error} onRetry={refetch} />}
      {profile && (
        <>
          <AvatarField profile={profile} />
          <ProfileForm profile={profile} />
        </>
      )}
    </Page>
  );
}
