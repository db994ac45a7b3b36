import { useMutation } from "@connectrpc/connect-query";
import { Button, Chip, Fieldset, Group, NativeSelect, Stack, TagsInput, Textarea, TextInput } from "@mantine/core";
import { Language } from "@platform/connect/platform/common/v1/common_pb.ts";
import { ProfileService } from "@platform/connect/platform/user/v1/profile_service_pb.ts";
import type { Profile } from "@platform/connect/platform/user/v1/user_pb.ts";
import { type FormEvent, useState } from "react";
import { FormFailure, fieldFailure } from "../../../components/forms.tsx";
import { Section } from "../../../components/page.tsx";
import { readFailure } from "../../../lib/failure.ts";
import { useFailureWords } from "../../../lib/failure-words.ts";
import { toast } from "../../../lib/toasts.ts";
import { useWords } from "../../../lib/words.ts";
import { lifeRoles } from "../life-roles.ts";
import { refreshOwnProfile } from "./refresh-own-profile.ts";
import { timeZones } from "./time-zones.ts";
import { profileWords } from "./words.ts";

const paths = ["name", "handle", "bio", "skills", "life_roles", "links", "language", "time_zone"];

/** Everything of a profile but its picture, saved together. */
export function ProfileForm({ profile }: { profile: Profile }) {
  const words = useWords(profileWords);
  const say = useFailureWords();
  const [skills, setSkills] = useState(profile.skills);
  const [roles, setRoles] = useState(profile.lifeRoles.map(String));
  const save = useMutation(ProfileService.method.updateProfile, {
    onSuccess: async () => {
      await refreshOwnProfile();
      toast({ text: words("saved") });
    },
  });
  const failed = (field: string, text: string) => fieldFailure(save.error, field, text);
  const taken = save.error && readFailure(save.error).reason === "HANDLE_TAKEN" && say(readFailure(save.error));

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const text = (name: string) => String(data.get(name) ?? "").trim();
    save.mutate({
      updateMask: { paths },
      name: text("name"),
      handle: text("handle").replace(/^@/, "").toLowerCase(),
      bio: text("bio"),
      skills,
      lifeRoles: roles.map(Number),
      links: text("links").split(/\s+/).filter(Boolean),
      language: Number(text("language")),
      timeZone: text("time_zone"),
    });
  }

  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="lg">
        <Section title={words("basics")}>
          <TextInput
            label={words("name")}
            name="name"
            autoComplete="name"
            maxLength={80}
            defaultValue={profile.name}
            error={failed("name", words("nameWrong"))}
          />
          <TextInput
            label={words("handle")}
            description={words("handleHint")}
            name="handle"
            leftSection="@"
            autoCapitalize="none"
            spellCheck={false}
            maxLength={31}
            defaultValue={profile.handle}
            error={taken || failed("handle", words("handleWrong"))}
          />
          <Textarea
            label={words("bio")}
            description={words("bioHint")}
            name="bio"
            autosize
            minRows={3}
            maxRows={12}
            maxLength={1000}
            defaultValue={profile.bio}
            error={failed("bio", words("bioWrong"))}
          />
          <TagsInput
            label={words("skills")}
            description={words("skillsHint")}
            value={skills}
            onChange={setSkills}
            maxTags={30}
            splitChars={[","]}
            acceptValueOnBlur
            error={failed("skills", words("skillsWrong"))}
          />
          <Fieldset variant="unstyled" p={0} legend={words("lifeRoles")}>
            <Chip.Group multiple value={roles} onChange={setRoles}>
              <Group gap="xs">
                {lifeRoles.map(([role, word]) => (
                  <Chip key={role} value={String(role)} size="md" variant="outline">
                    {words(word)}
                  </Chip>
                ))}
              </Group>
            </Chip.Group>
          </Fieldset>
          <Textarea
            label={words("links")}
            description={words("linksHint")}
            name="links"
            autosize
            minRows={2}
            maxRows={10}
            spellCheck={false}
            defaultValue={profile.links.join("\n")}
            error={failed("links", words("linksWrong"))}
          />
        </Section>
        <Section title={words("place")}>
          <NativeSelect
            label={words("language")}
            name="language"
            defaultValue={String(profile.language)}
            data={[
              { value: String(Language.RU), label: "Русский" },
              { value: String(Language.EN), label: "English" },
            ]}
          />
          <NativeSelect
            label={words("timeZone")}
            name="time_zone"
            defaultValue={profile.timeZone}
            error={failed("time_zone", words("timeZoneWrong"))}
            data={[{ value: "", label: words("noTimeZone") }, ...timeZones(profile.timeZone)]}
          />
        </Section>
        {!taken && <FormFailure error={save.error} />}
        <Group justify="flex-end">
          <Button type="submit" loading={save.isPending}>
            {words("save")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
