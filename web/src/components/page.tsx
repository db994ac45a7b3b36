import { Group, Stack, Text, Title } from "@mantine/core";
import { type ReactNode, useEffect } from "react";

/** A page: its name, what may be done, its content; the browser's title says the same name. */
export function Page({
  title,
  about,
  actions,
  wide,
  children,
}: {
  title: string;
  about?: string;
  actions?: ReactNode;
  wide?: boolean;
  children: ReactNode;
}) {
  useEffect(() => {
    document.title = `${title} · Platform`;
  }, [title]);
  return (
    <Stack gap="lg" maw={wide ? 1040 : 720} mx="auto" w="100%">
      <Group justify="space-between" align="flex-end">
        <Stack gap={4}>
          <Title order={1}>{title}</Title>
          {about && <Text className="quiet">{about}</Text>}
        </Stack>
        {actions}
      </Group>
      {children}
    </Stack>
  );
}

/** A part of a page with a name of its own. */
export function Section({ title, about, children }: { title: string; about?: string; children: ReactNode }) {
  return (
    <section className="card" style={{ padding: 24 }}>
      <Stack gap="md">
        <Stack gap={4}>
          <Title order={2}>{title}</Title>
          {about && (
            <Text className="quiet" size="sm">
              {about}
            </Text>
          )}
        </Stack>
        {children}
      </Stack>
    </section>
  );
}
