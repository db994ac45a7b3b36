import { VisuallyHidden } from "@mantine/core";
import { useState } from "react";
import { defineWords, useWords } from "../lib/words.ts";
import { newestOf, newSince, type Said } from "./new-since.ts";

const texts = defineWords("new-words", {
  en: {
    from: "New comment from {{name}}",
    several: { one: "{{count}} new comment", other: "{{count}} new comments" },
  },
  ru: {
    from: "Новый комментарий: {{name}}",
    several: {
      one: "{{count}} новый комментарий",
      few: "{{count}} новых комментария",
      many: "{{count}} новых комментариев",
      other: "{{count}} нового комментария",
    },
  },
});

/** Tells a screen reader what others said since the list was there, and not the list. */
export function NewWords({
  said,
  listing,
}: {
  said: readonly Said[];
  /** What is listed: what comes with another page of the list is not new. */
  listing: string | number;
}) {
  const words = useWords(texts);
  const newest = newestOf(said);
  const [heard, setHeard] = useState({ listing, newest, news: [] as Said[] });
  if (listing !== heard.listing) setHeard({ listing, newest, news: [] });
  else if (newest > heard.newest) setHeard({ listing, newest, news: newSince(said, heard.newest) });
  const [first] = heard.news;
  return (
    <VisuallyHidden component="div" aria-live="polite">
      {/* Made anew each time, since the same words in the same place are not heard twice. */}
      {first && (
        <span key={heard.newest}>
          {heard.news.length === 1 ? words("from", { name: first.by }) : words("several", { count: heard.news.length })}
        </span>
      )}
    </VisuallyHidden>
  );
}
