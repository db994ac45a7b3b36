import { createClient } from "@connectrpc/connect";
import { Button, FileButton, Group, Stack, Text } from "@mantine/core";
import { UploadPurpose } from "@platform/connect/platform/bff/v1/upload_service_pb.ts";
import { ProfileService } from "@platform/connect/platform/user/v1/profile_service_pb.ts";
import type { Profile } from "@platform/connect/platform/user/v1/user_pb.ts";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { FormFailure } from "../../../components/forms.tsx";
import { Section } from "../../../components/page.tsx";
import { PersonAvatar } from "../../../components/person-avatar.tsx";
import { transport } from "../../../lib/transport.ts";
import { upload } from "../../../lib/upload.ts";
import { useLanguage, useWords } from "../../../lib/words.ts";
import { refreshOwnProfile } from "./refresh-own-profile.ts";
import { profileWords } from "./words.ts";

const largest = 8 << 20;
const client = createClient(ProfileService, transport);

/** The picture: sent as it is, cut and freed of metadata by the service. */
export function AvatarField({ profile }: { profile: Profile }) {
  const words = useWords(profileWords);
  const { code } = useLanguage();
  const [sent, setSent] = useState<number>();
  const [refused, setRefused] = useState<"tooLarge" | "notImage">();
  const set = useMutation({
    mutationFn: async (file: File) => {
      const uploadKey = await upload(file, UploadPurpose.AVATAR, { onProgress: setSent });
      await client.updateAvatar({ uploadKey });
      await refreshOwnProfile();
    },
    onSettled: () => setSent(undefined),
  });
  const remove = useMutation({
    mutationFn: async () => {
      await client.deleteAvatar({});
      await refreshOwnProfile();
    },
  });

  function take(file: File | null) {
    if (!file) return;
    const wrong = file.size > largest ? "tooLarge" : file.type.startsWith("image/") ? undefined : "notImage";
    setRefused(wrong);
    if (!wrong) set.mutate(file);
  }

  const percent = new Intl.NumberFormat(code, { style: "percent" }).format(sent ?? 0);
  return (
    <Section title={words("picture")} about={words("pictureText")}>
      <Group gap="lg" wrap="nowrap" align="center">
        <PersonAvatar name={profile.name} src={profile.avatar?.mediumUrl} size={80} />
        <Stack gap="xs">
          <Group gap="xs">
            <FileButton onChange={take} accept="image/*">
              {(props) => (
                <Button {...props} variant="default" size="sm" loading={set.isPending}>
                  {words("choose")}
                </Button>
              )}
            </FileButton>
            {profile.avatar && (
              <Button
                variant="subtle"
                color="gray"
                size="sm"
                loading={remove.isPending}
                onClick={() => remove.mutate()}
              >
                {words("remove")}
              </Button>
            )}
          </Group>
          <Text size="sm" className="quiet tabular" role="status">
            {set.isPending && (sent !== undefined && sent < 1 ? words("sending", { percent }) : words("preparing"))}
          </Text>
        </Stack>
      </Group>
      {refused && (
        <Text size="sm" c="var(--bad)" role="alert">
          {words(refused)}
        </Text>
      )}
      <FormFailure error={set.error ?? remove.error} />
    </Section>
  );
}
