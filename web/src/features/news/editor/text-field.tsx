import { Button, FileButton, Text } from "@mantine/core";
import { IconPhoto } from "@tabler/icons-react";
import { useRef, useState } from "react";
import { readFailure } from "../../../lib/failure.ts";
import { useFailureWords } from "../../../lib/failure-words.ts";
import { toast } from "../../../lib/toasts.ts";
import { useWords } from "../../../lib/words.ts";
import { MarkdownField } from "../../authoring/markdown-field.tsx";
import { pictureAddress, pictureResolver } from "../pictures.ts";
import { editorial, largestPicture, sendPicture } from "./client.ts";
import type { DraftUnderPen } from "./use-draft.ts";
import { editorWords } from "./words.ts";

/** The text of an article, with pictures that are sent into it. */
export function TextField({ pen: { draft, fields, change } }: { pen: DraftUnderPen }) {
  const words = useWords(editorWords);
  const say = useFailureWords();
  const field = useRef<HTMLTextAreaElement>(null);
  const [added, setAdded] = useState<{ id: string; url: string }[]>([]);
  const [sending, setSending] = useState("");
  const article = draft.article;

  async function add(files: File[]) {
    for (const file of files) {
      if (file.size > largestPicture) {
        toast({ text: words("tooLarge"), failed: true });
        continue;
      }
      try {
        setSending(file.name);
        const uploadKey = await sendPicture(file);
        const { picture } = await editorial.addPicture({ articleId: article?.head?.id ?? "", uploadKey });
        if (!picture) continue;
        setAdded((now) => [...now, picture]);
        insert(`![${file.name.replace(/\.\w+$|[[\]]/g, "")}](${pictureAddress(picture.id)})\n`);
      } catch (error) {
        toast({ text: say(readFailure(error)), failed: true });
      }
    }
    setSending("");
  }

  // At the cursor; where the field is not shown, at the end.
  function insert(text: string) {
    const at = field.current?.selectionStart ?? fields.markdown.length;
    change({ markdown: fields.markdown.slice(0, at) + text + fields.markdown.slice(at) });
  }

  const known = [...(article?.pictures ?? []), ...added];
  return (
    <div>
      <MarkdownField
        label={words("text")}
        description={words("textHint")}
        minRows={18}
        value={fields.markdown}
        field={field}
        resolve={pictureResolver(known)}
        tools={
          <FileButton
            multiple
            accept="image/png,image/jpeg,image/gif,image/webp,image/avif"
            onChange={(f) => void add(f)}
          >
            {(props) => (
              <Button {...props} size="xs" variant="default" leftSection={<IconPhoto size={16} aria-hidden />}>
                {words("picture")}
              </Button>
            )}
          </FileButton>
        }
        onChange={(markdown) => change({ markdown: markdown.slice(0, 60_000) })}
      />
      <Text size="sm" className="quiet" role="status">
        {sending && words("sending", { name: sending })}
      </Text>
    </div>
  );
}
