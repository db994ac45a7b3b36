import { Button, Center, CopyButton, Group, Skeleton, Stack, Text, Title, UnstyledButton } from "@mantine/core";
import { useTimeout } from "@mantine/hooks";
import { IconAlertTriangle } from "@tabler/icons-react";
import { type ReactNode, useState } from "react";
import { readFailure } from "../lib/failure.ts";
import { useFailureWords } from "../lib/failure-words.ts";
import { defineWords, useWords } from "../lib/words.ts";

const texts = defineWords("states", {
  en: { retry: "Try again", request: "Request {{id}}", copied: "Copied", loading: "Loading" },
  ru: { retry: "Попробовать ещё раз", request: "Запрос {{id}}", copied: "Скопировано", loading: "Загрузка" },
});

/** Skeletons in the shape of rows, once waiting is felt. */
export function LoadingRows({ rows = 4 }: { rows?: number }) {
  const words = useWords(texts);
  const [felt, setFelt] = useState(false);
  useTimeout(() => setFelt(true), 150, { autoInvoke: true });
  if (!felt) return null;
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

/** What will be here, and the one action that fills it. */
export function Empty({
  icon,
  title,
  text,
  action,
}: {
  icon: ReactNode;
  title: string;
  text: string;
  action?: ReactNode;
}) {
  return (
    <Center py={64} px="md">
      <Stack align="center" gap="sm" maw={400}>
        <Center w={56} h={56} className="quiet" style={{ background: "var(--surface-raised)", borderRadius: 16 }}>
          {icon}
        </Center>
        <Title order={2} ta="center">
          {title}
        </Title>
        <Text className="quiet" ta="center">
          {text}
        </Text>
        {action}
      </Stack>
    </Center>
  );
}

/** What happened, what to do, and the id to tell whoever helps. */
export function Failed({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const words = useWords(texts);
  const say = useFailureWords();
  const failure = readFailure(error);
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
          <CopyButton value={failure.requestId}>
            {({ copied, copy }) => (
              <UnstyledButton onClick={copy} fz="xs" className="quiet tabular">
                {copied ? words("copied") : words("request", { id: failure.requestId })}
              </UnstyledButton>
            )}
          </CopyButton>
        )}
      </Stack>
    </Center>
  );
}
