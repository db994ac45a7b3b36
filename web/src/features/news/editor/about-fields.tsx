import { Checkbox, Stack, TagsInput } from "@mantine/core";
import { Section } from "../../../components/page.tsx";
import { useWords } from "../../../lib/words.ts";
import { AuthorsField } from "./authors-field.tsx";
import { SeriesField } from "./series-field.tsx";
import type { DraftUnderPen } from "./use-draft.ts";
import { editorWords } from "./words.ts";

/** What an article is about, whose it is, and where it stands. */
export function AboutFields({ pen }: { pen: DraftUnderPen }) {
  const words = useWords(editorWords);
  const { draft, fields, change } = pen;
  return (
    <Section title={words("about")}>
      <Stack>
        <TagsInput
          label={words("tags")}
          description={words("tagsHint")}
          maxTags={10}
          value={fields.tags}
          onChange={(tags) => change({ tags: tags.map((tag) => tag.slice(0, 50)) })}
        />
        <AuthorsField pen={pen} />
        <SeriesField pen={pen} />
        <Checkbox
          label={words("commentsOpen")}
          checked={fields.commentsOpen}
          onChange={(event) => change({ commentsOpen: event.currentTarget.checked })}
        />
        {draft.mayFeature && (
          <Checkbox
            label={words("featured")}
            checked={fields.featured}
            onChange={(event) => change({ featured: event.currentTarget.checked })}
          />
        )}
      </Stack>
    </Section>
  );
}
