import { Button, Group, Text, Title } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { CopyText } from "../../../components/secret.tsx";
import { useWords } from "../../../lib/words.ts";
import styles from "./security.module.css";
import { securityWords } from "./words.ts";

/** Recovery codes, shown this once. */
export function RecoveryCodes({ codes, onKept }: { codes: string[]; onKept: () => void }) {
  const words = useWords(securityWords);
  const text = `${codes.join("\n")}\n`;
  return (
    <div className={styles.codes} role="status">
      <Title order={3}>{words("codesTitle")}</Title>
      <Text size="sm">{words("codesText")}</Text>
      <ul>
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <Group gap="xs">
        <CopyText text={text} />
        <Button
          component="a"
          href={`data:text/plain;charset=utf-8,${encodeURIComponent(text)}`}
          download="recovery-codes.txt"
          size="sm"
          variant="default"
          leftSection={<IconDownload size={16} aria-hidden />}
        >
          {words("download")}
        </Button>
        <Button size="sm" onClick={onKept}>
          {words("kept")}
        </Button>
      </Group>
    </div>
  );
}
