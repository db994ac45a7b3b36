import { Button, Center, Title } from "@mantine/core";
import type { ArticleHead } from "@platform/connect/platform/news/v1/article_pb.ts";
import type { ReactNode } from "react";
import { Failed } from "../../../components/states.tsx";
import { useWords } from "../../../lib/words.ts";
import styles from "../news.module.css";
import { newsWords } from "../words.ts";
import { ArticleCard, CardsLoading } from "./article-card.tsx";

/** A list that grows by pages, whatever was asked for. */
export interface ArticlePages {
  data: { pages: { articles: ArticleHead[] }[] } | undefined;
  isPending: boolean;
  isPlaceholderData: boolean;
  error: unknown;
  refetch: () => unknown;
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  fetchNextPage: () => unknown;
}

/** What each page of a list tells of the next. */
export const paged = {
  pageParamKey: "pageToken",
  getNextPageParam: ({ nextPageToken }: { nextPageToken: string }) => nextPageToken || undefined,
} as const;

/** Articles under a heading; `besides` are shown elsewhere on the page. */
export function ArticleList({
  title,
  list,
  empty,
  besides,
}: {
  title: string;
  list: ArticlePages;
  empty: ReactNode;
  besides?: ReadonlySet<string>;
}) {
  const words = useWords(newsWords);
  const articles = (list.data?.pages.flatMap((page) => page.articles) ?? []).filter(({ id }) => !besides?.has(id));
  return (
    <section className={styles.part} aria-busy={list.isPlaceholderData}>
      <Title order={2}>{title}</Title>
      {list.isPending && <CardsLoading />}
      {list.error !== null && !list.data && <Failed error={list.error} onRetry={() => void list.refetch()} />}
      {list.data && articles.length === 0 && !besides?.size && empty}
      {articles.length > 0 && (
        <ul className={styles.cards}>
          {articles.map((head) => (
            <ArticleCard key={head.id} head={head} />
          ))}
        </ul>
      )}
      {list.hasNextPage && (
        <Center>
          <Button variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {words("more")}
          </Button>
        </Center>
      )}
    </section>
  );
}
