import { ActionIcon, Button, Group, Stack, TextInput } from "@mantine/core";
import type { Language } from "@platform/connect/platform/common/v1/common_pb.ts";
import type { SeriesPlace } from "@platform/connect/platform/news/v1/article_pb.ts";
import { IconArrowDown, IconArrowUp } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { Dialog } from "../../../components/dialog.tsx";
import { FormFailure } from "../../../components/forms.tsx";
import { moved } from "../../../components/reorder.ts";
import { useWords } from "../../../lib/words.ts";
import { editorial } from "./client.ts";
import styles from "./editor.module.css";
import { editorWords } from "./words.ts";

/** Begins a series, or renames one and puts its articles into an order. */
export function SeriesDialog({
  language,
  place,
  onDone,
  onClose,
}: {
  language: Language;
  place?: SeriesPlace;
  onDone: (seriesId: string) => Promise<unknown>;
  onClose: () => void;
}) {
  const words = useWords(editorWords);
  const [title, setTitle] = useState(place?.series?.title ?? "");
  const [articles, setArticles] = useState(place?.articles ?? []);
  const keep = useMutation({
    mutationFn: async () => {
      const seriesId = place?.series?.id;
      const articleIds = articles.map(({ articleId }) => articleId);
      const { series } = await (seriesId
        ? editorial.updateSeries({ seriesId, title, articleIds })
        : editorial.createSeries({ title, language }));
      await onDone(series?.id ?? "");
    },
  });
  return (
    <Dialog title={words(place ? "series" : "newSeries")} onClose={onClose}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          event.stopPropagation();
          if (title.trim()) keep.mutate();
        }}
      >
        <Stack>
          <TextInput
            label={words("seriesName")}
            data-autofocus
            maxLength={200}
            value={title}
            onChange={(event) => setTitle(event.currentTarget.value)}
          />
          {articles.length > 1 && (
            <ol className={styles.order}>
              {articles.map((article, at) => (
                <li key={article.articleId}>
                  <span>{article.title}</span>
                  <ActionIcon
                    variant="subtle"
                    color="gray"
                    disabled={at === 0}
                    aria-label={words("up", { title: article.title })}
                    onClick={() => setArticles(moved(articles, at, at - 1))}
                  >
                    <IconArrowUp size={16} aria-hidden />
                  </ActionIcon>
                  <ActionIcon
                    variant="subtle"
                    color="gray"
                    disabled={at === articles.length - 1}
                    aria-label={words("down", { title: article.title })}
                    onClick={() => setArticles(moved(articles, at, at + 1))}
                  >
                    <IconArrowDown size={16} aria-hidden />
                  </ActionIcon>
                </li>
              ))}
            </ol>
          )}
          <FormFailure error={keep.error} />
          <Group justify="flex-end">
            <Button type="submit" loading={keep.isPending} disabled={!title.trim()}>
              {words(place ? "saveSeries" : "makeSeries")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
