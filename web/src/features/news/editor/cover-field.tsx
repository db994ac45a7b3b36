import { Button, FileButton, Group, Text } from "@mantine/core";
import { useState } from "react";
import { Cover } from "../../../components/cover.tsx";
import { Section } from "../../../components/page.tsx";
import { readFailure } from "../../../lib/failure.ts";
import { useFailureWords } from "../../../lib/failure-words.ts";
import { toast } from "../../../lib/toasts.ts";
import { useWords } from "../../../lib/words.ts";
import { largestPicture, sendPicture } from "./client.ts";
import styles from "./editor.module.css";
import type { DraftUnderPen } from "./use-draft.ts";
import { editorWords } from "./words.ts";

/** The picture of the article. */
export function CoverField({ pen: { draft, fields, save } }: { pen: DraftUnderPen }) {
  const words = useWords(editorWords);
  const say = useFailureWords();
  const [sending, setSending] = useState("");
  const url = draft.article?.head?.coverUrl;

  async function set(file: File | undefined) {
    if (file && file.size > largestPicture) return toast({ text: words("tooLarge"), failed: true });
    setSending(file?.name ?? "");
    try {
      await save(file ? await sendPicture(file) : "");
    } catch (error) {
      toast({ text: say(readFailure(error)), failed: true });
    }
    setSending("");
  }

  return (
    <Section title={words("cover")} about={words("coverText")}>
      <div className={styles.cover}>
        <Cover title={fields.title} src={url} />
      </div>
      <Group gap="xs">
        <FileButton
          accept="image/png,image/jpeg,image/gif,image/webp,image/avif"
          onChange={(file) => file && void set(file)}
        >
          {(props) => (
            <Button {...props} variant="default" size="sm" loading={sending !== ""}>
              {words("chooseCover")}
            </Button>
          )}
        </FileButton>
        {url && (
          <Button variant="subtle" color="gray" size="sm" onClick={() => void set(undefined)}>
            {words("removeCover")}
          </Button>
        )}
      </Group>
      <Text size="sm" className="quiet" role="status">
        {sending && words("sending", { name: sending })}
      </Text>
    </Section>
  );
}
