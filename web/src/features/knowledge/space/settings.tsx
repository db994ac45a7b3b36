import { createClient } from "@connectrpc/connect";
import { Button, Checkbox, Group, NativeSelect, NumberInput, Stack, Textarea, TextInput, Title } from "@mantine/core";
import { Language } from "@platform/connect/platform/common/v1/common_pb.ts";
import { SpaceRole, SpaceVisibility } from "@platform/connect/platform/knowledge/v1/space_pb.ts";
import { SpaceService } from "@platform/connect/platform/knowledge/v1/space_service_pb.ts";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useNavigate } from "react-router";
import { Confirm } from "../../../components/confirm.tsx";
import { FormFailure } from "../../../components/forms.tsx";
import { Section, useTitle } from "../../../components/page.tsx";
import { useHeadingFocus } from "../../../lib/heading.ts";
import { toast } from "../../../lib/toasts.ts";
import { transport } from "../../../lib/transport.ts";
import { useWords } from "../../../lib/words.ts";
import { spaceAddress, spacePart } from "../address.ts";
import { readSpacesAnew } from "../refresh.ts";
import { may } from "../roles.ts";
import { knowledgeWords } from "../words.ts";
import { Members } from "./members.tsx";
import styles from "./space.module.css";
import { useSpace } from "./space.tsx";
import { settingsWords } from "./words.ts";

const client = createClient(SpaceService, transport);

/** The settings of a space, its members, and its end. */
export default function SpaceSettings() {
  const words = useWords(settingsWords);
  const common = useWords(knowledgeWords);
  const space = useSpace();
  const heading = useHeadingFocus();
  const navigate = useNavigate();
  const owns = may(space.role, SpaceRole.OWNER);
  const [form, setForm] = useState(() => ({ ...space }));
  const [deleting, setDeleting] = useState(false);
  const set = (change: Partial<typeof form>) => setForm((now) => ({ ...now, ...change }));
  useTitle(words("title"), [
    { label: common("knowledge"), to: "/knowledge" },
    { label: space.name, to: spaceAddress(space.slug) },
  ]);

  const save = useMutation({
    mutationFn: () => {
      const { name, slug, description, icon, language, visibility, approvalRequired, reviewDays } = form;
      const paths = [
        "name",
        "slug",
        "description",
        "icon",
        "language",
        "visibility",
        "approval_required",
        "review_days",
      ];
      const wanted = { name, slug, description, icon, language, visibility, approvalRequired, reviewDays };
      return client.updateSpace({ spaceId: space.id, updateMask: { paths }, ...wanted });
    },
    onSuccess: async (answer) => {
      const slug = answer.space?.slug ?? space.slug;
      if (slug !== space.slug) await navigate(spacePart(slug, "settings"), { replace: true });
      await readSpacesAnew();
      toast({ text: words("saved") });
    },
  });
  const remove = useMutation({
    mutationFn: () => client.deleteSpace({ spaceId: space.id, name: space.name }),
    onSuccess: async () => {
      await navigate("/knowledge");
      await readSpacesAnew();
    },
  });

  return (
    <Stack gap="lg" maw={720} w="100%">
      <Title order={1} ref={heading} tabIndex={-1} className="heading">
        {words("title")}
      </Title>
      <Section title={words("about")} about={!owns && words("ownersOnly")}>
        <form
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            save.mutate();
          }}
        >
          <fieldset disabled={!owns} className={styles.fields}>
            <TextInput
              label={common("name")}
              maxLength={100}
              error={form.name.trim() === "" && common("nameMissing")}
              value={form.name}
              onChange={(event) => set({ name: event.currentTarget.value })}
            />
            <Textarea
              label={common("description")}
              autosize
              minRows={2}
              maxLength={500}
              value={form.description}
              onChange={(event) => set({ description: event.currentTarget.value })}
            />
            <Group gap="md" align="flex-start">
              <TextInput
                label={words("icon")}
                w={96}
                maxLength={16}
                value={form.icon}
                onChange={(event) => set({ icon: event.currentTarget.value })}
              />
              <TextInput
                label={words("address")}
                description={words("addressHint")}
                flex="1 1 240px"
                maxLength={60}
                value={form.slug}
                onChange={(event) => set({ slug: event.currentTarget.value.toLowerCase().replace(/[^a-z0-9-]/g, "-") })}
              />
            </Group>
            <Group gap="md" align="flex-start">
              <NativeSelect
                label={common("visibility")}
                flex="1 1 200px"
                value={form.visibility}
                onChange={(event) => set({ visibility: Number(event.currentTarget.value) })}
                data={[
                  { value: String(SpaceVisibility.OPEN), label: common("open") },
                  { value: String(SpaceVisibility.COMMUNITY), label: common("community") },
                  { value: String(SpaceVisibility.MEMBERS), label: common("members") },
                ]}
              />
              <NativeSelect
                label={common("language")}
                flex="1 1 160px"
                value={form.language}
                onChange={(event) => set({ language: Number(event.currentTarget.value) })}
                data={[
                  { value: String(Language.RU), label: common("ru") },
                  { value: String(Language.EN), label: common("en") },
                ]}
              />
            </Group>
            <NumberInput
              label={words("reviewDays")}
              size="md"
              min={0}
              max={3650}
              placeholder={words("never")}
              value={form.reviewDays || ""}
              onChange={(days) => set({ reviewDays: Number(days) || 0 })}
            />
            <Checkbox
              label={common("approval")}
              checked={form.approvalRequired}
              onChange={(event) => set({ approvalRequired: event.currentTarget.checked })}
            />
            <FormFailure error={save.error} />
            {owns && (
              <Group>
                <Button type="submit" loading={save.isPending} disabled={form.name.trim() === ""}>
                  {common("save")}
                </Button>
              </Group>
            )}
          </fieldset>
        </form>
      </Section>
      <Members />
      {owns && (
        <Group>
          <Button variant="default" c="var(--bad)" onClick={() => setDeleting(true)}>
            {words("delete")}
          </Button>
        </Group>
      )}
      {deleting && (
        <Confirm
          title={words("deleteTitle", { name: space.name })}
          action={words("delete")}
          word={space.name}
          error={remove.error}
          pending={remove.isPending}
          onConfirm={() => remove.mutate()}
          onClose={() => setDeleting(false)}
        >
          {words("deleteText")}
        </Confirm>
      )}
    </Stack>
  );
}
