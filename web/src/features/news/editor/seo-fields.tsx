import { Stack, Textarea, TextInput } from "@mantine/core";
import { Section } from "../../../components/page.tsx";
import { useWords } from "../../../lib/words.ts";
import { articleAddress } from "../address.ts";
import styles from "./editor.module.css";
import type { DraftUnderPen } from "./use-draft.ts";
import { editorWords } from "./words.ts";

/** What search engines and previews say, and how that looks. */
export function SeoFields({ pen: { draft, fields, wrong, change } }: { pen: DraftUnderPen }) {
  const words = useWords(editorWords);
  const title = fields.seoTitle || fields.title;
  const description = fields.seoDescription || fields.summary || draft.article?.seoDescription;
  return (
    <Section title={words("seo")} about={words("seoText")}>
      <figure className={styles.snippet}>
        <figcaption>{words("snippet")}</figcaption>
        <span className={styles.snippetAddress}>
          {fields.canonicalUrl || decodeURI(`${location.host}${articleAddress(fields.slug)}`)}
        </span>
        <span className={styles.snippetTitle}>{title}</span>
        <span className={styles.snippetText}>{description || words("noDescription")}</span>
      </figure>
      <Stack>
        <TextInput
          label={words("seoTitle")}
          placeholder={fields.title}
          maxLength={200}
          value={fields.seoTitle}
          onChange={(event) => change({ seoTitle: event.currentTarget.value })}
        />
        <Textarea
          autosize
          label={words("seoDescription")}
          placeholder={fields.summary}
          maxLength={500}
          value={fields.seoDescription}
          onChange={(event) => change({ seoDescription: event.currentTarget.value })}
        />
        <TextInput
          label={words("slug")}
          description={words("slugHint")}
          error={wrong.includes("slug") && words("slugWrong")}
          maxLength={80}
          value={fields.slug}
          onChange={(event) => change({ slug: event.currentTarget.value.toLowerCase() })}
        />
        <TextInput
          label={words("canonical")}
          description={words("canonicalHint")}
          error={wrong.includes("canonicalUrl") && words("canonicalWrong")}
          maxLength={2000}
          inputMode="url"
          value={fields.canonicalUrl}
          onChange={(event) => change({ canonicalUrl: event.currentTarget.value.trim() })}
        />
      </Stack>
    </Section>
  );
}
