import { Group, Stack, Text, Title } from "@mantine/core";
import { type ReactNode, useEffect } from "react";
import { useHeadingFocus } from "../lib/heading.ts";
import { type Crumb, usePlace } from "../lib/place.ts";

/** Says where the reader is: in the browser's title and in the bars around the page. */
export function useTitle(title: string, trail: Crumb[] = none): void {
  const where = JSON.stringify(trail);
  useEffect(() => {
    document.title = title ? `${title} · Platform` : "Platform";
    usePlace.setState({ title, trail: JSON.parse(where) as Crumb[] });
  }, [title, where]);
}

const none: Crumb[] = [];

/**
 * A page: its name, what may be done, its content. `trail` names the pages above it; `heading` is said in place of
 * the name where the page greets or shows a thing.
 */
export function Page({
  title,
  heading: said = title,
  about,
  actions,
  trail,
  wide,
  children,
}: {
  title: string;
  heading?: string;
  about?: string;
  actions?: ReactNode;
  trail?: Crumb[];
  wide?: boolean;
  children: ReactNode;
}) {
  useTitle(title, trail);
  const heading = useHeadingFocus();
  return (
    <Stack gap="lg" maw={wide ? 1040 : 720} mx="auto" w="100%">
      <Group justify="space-between" align="flex-end" gap="md">
        <Stack gap={4} flex="1 1 260px" miw={0}>
          <Title order={1} ref={heading} tabIndex={-1} className="heading">
            {said}
          </Title>
          {about && <Text className="quiet">{about}</Text>}
        </Stack>
        {actions && <Group gap="xs">{actions}</Group>}
      </Group>
      {children}
    </Stack>
  );
}

/** A part of a page with a name of its own. */
export function Section({
  title,
  about,
  actions,
  children,
}: {
  title: string;
  about?: ReactNode;
  actions?: ReactNode;
  children?: ReactNode;
}) {
  return (
    <section className="card section">
      <Group justify="space-between" align="flex-start" gap="md">
        <Stack gap={4} flex="1 1 240px" miw={0}>
          <Title order={2}>{title}</Title>
          {about && (
            <Text className="quiet" size="sm" component="div">
              {about}
            </Text>
          )}
        </Stack>
        {actions && <Group gap="xs">{actions}</Group>}
      </Group>
      {children}
    </section>
  );
}
