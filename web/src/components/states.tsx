import { Button, Center, Group, Loader, Skeleton, Stack, Text, Title, UnstyledButton } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { type ReactNode, useEffect, useState } from "react";
import { useCopied } from "../lib/copied.ts";
import { readFailure } from "../lib/failure.ts";
import { useFailureWords } from "../lib/failure-words.ts";
import { useHeadingFocus } from "../lib/heading.ts";
import { defineWords, useWords } from "../lib/words.ts";
import styles from "./states.module.css";

const texts = defineWords("states", {
  en: { retry: "Try again", request: "Request {{id}}", copied: "Copied", loading: "Loading" },
  ru: { retry: "Попробовать ещё раз", request: "Запрос {{id}}", copied: "Скопировано", loading: "Загрузка" },
});

/** Skeletons in the shape of rows, once waiting is felt. */
export function LoadingRows({ rows = 4 }: { rows?: number }) {
  const words = useWords(texts);
  if (!useFelt()) return null;
  return (
    <Stack gap="md" role="status" aria-label={words("loading")} p="md">
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows of a skeleton are all alike.
        <Group key={row} wrap="nowrap">
          <Skeleton circle height={40} />
          <Stack gap="xs" flex={1}>
            <Skeleton height={12} width="48%" />
            <Skeleton height={12} width="72%" />
          </Stack>
        </Group>
      ))}
    </Stack>
  );
}

/** A quiet sign that something comes, in the middle of the place where it will be. */
export function Waiting({ label }: { label?: string }) {
  const words = useWords(texts);
  const felt = useFelt();
  return (
    <Center mih="50dvh" role="status" aria-label={label ?? words("loading")}>
      {felt && <Loader size="sm" />}
    </Center>
  );
}

// Waiting is felt after 150 ms; before, a sign of it would only flicker.
function useFelt(): boolean {
  const [felt, setFelt] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setFelt(true), 150);
    return () => clearTimeout(timer);
  }, []);
  return felt;
}

/** What will be here, and the one action that fills it; `main` where it is the whole page. */
export function Empty({
  icon,
  title,
  text,
  action,
  main,
  small,
}: {
  icon: ReactNode;
  title: string;
  text: string;
  action?: ReactNode;
  main?: boolean;
  small?: boolean;
}) {
  const heading = useHeadingFocus();
  return (
    <Center py={small ? 24 : 64} px="md">
      <Stack align="center" gap="sm" maw={400}>
        <Center w={56} h={56} className="quiet" style={{ background: "var(--surface-raised)", borderRadius: 16 }}>
          {icon}
        </Center>
        <Title order={main ? 1 : 2} size="h2" ta="center" ref={main ? heading : null} tabIndex={main ? -1 : undefined}>
          {title}
        </Title>
        <Text className="quiet" ta="center">
          {text}
        </Text>
        {action && <div className={styles.action}>{action}</div>}
      </Stack>
    </Center>
  );
}

/** What happened, what to do, and the id to tell whoever helps. */
export function Failed({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const words = useWords(texts);
  const say = useFailureWords();
  const failure = readFailure(error);
  const { copied, copy } = useCopied();
  return (
    <Center py={48} px="md">
      <Stack align="center" gap="sm" maw={420} role="alert">
        <IconAlertTriangle size={32} stroke={1.5} color="var(--mantine-color-orange-6)" aria-hidden />
        <Text ta="center">{say(failure)}</Text>
        {onRetry && (
          <Button variant="default" onClick={onRetry}>
            {words("retry")}
          </Button>
        )}
        {failure.requestId && (
          <UnstyledButton onClick={() => copy(failure.requestId ?? "")} fz="xs" className="quiet tabular">
            {copied ? words("copied") : words("request", { id: failure.requestId })}
          </UnstyledButton>
        )}
      </Stack>
    </Center>
  );
}
