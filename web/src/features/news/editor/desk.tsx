import { timestampDate } from "@bufbuild/protobuf/wkt";
import { useInfiniteQuery } from "@connectrpc/connect-query";
import { Button, Center } from "@mantine/core";
import { type ArticleHead, ArticleState } from "@platform/connect/platform/news/v1/article_pb.ts";
import { EditorialService } from "@platform/connect/platform/news/v1/editorial_service_pb.ts";
import { IconPencilPlus, IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import { Link, useSearchParams } from "react-router";
import { Cover } from "../../../components/cover.tsx";
import { Page } from "../../../components/page.tsx";
import { Empty, Failed, LoadingRows } from "../../../components/states.tsx";
import { Tabs } from "../../../components/tabs.tsx";
import { useViewer } from "../../../lib/viewer.ts";
import { useLanguage, useWords } from "../../../lib/words.ts";
import { commentWords } from "../comments/words.ts";
import { newsWords } from "../words.ts";
import { CreateArticle } from "./create-article.tsx";
import styles from "./editor.module.css";
import { StateChip } from "./state-chip.tsx";
import { editorWords } from "./words.ts";

const states = [
  ["", "all", ArticleState.UNSPECIFIED],
  ["draft", "drafts", ArticleState.DRAFT],
  ["scheduled", "scheduled", ArticleState.SCHEDULED],
  ["published", "published", ArticleState.PUBLISHED],
  ["archived", "archived", ArticleState.ARCHIVED],
] as const;

/** The articles that one may write, by state, the last changed first. */
export default function Desk() {
  const words = useWords(editorWords);
  const news = useWords(newsWords);
  const comments = useWords(commentWords);
  const { isStaff } = useViewer();
  const [params] = useSearchParams();
  const shown = params.get("state") ?? "";
  const state = states.find(([name]) => name === shown)?.[2] ?? ArticleState.UNSPECIFIED;
  const [creating, setCreating] = useState(false);
  const { data, isPending, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    EditorialService.method.listEditorialArticles,
    { state, pageSize: 50, pageToken: "" },
    { pageParamKey: "pageToken", getNextPageParam: ({ nextPageToken }) => nextPageToken || undefined, staleTime: 0 },
  );
  const articles = data?.pages.flatMap((page) => page.articles) ?? [];
  const create = (
    <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={() => setCreating(true)}>
      {words("create")}
    </Button>
  );
  return (
    <Page
      wide
      title={words("editorial")}
      about={words("editorialAbout")}
      trail={[{ label: news("news"), to: "/news" }]}
      actions={
        <>
          {isStaff && (
            <>
              <Button component={Link} to="/news/imports" variant="default">
                {words("imports")}
              </Button>
              <Button component={Link} to="/news/moderation" variant="default">
                {comments("moderation")}
              </Button>
            </>
          )}
          {create}
        </>
      }
    >
      <Tabs
        label={words("state")}
        tabs={states.map(([name, word]) => ({
          to: name ? `/news/editor?state=${name}` : "/news/editor",
          label: words(word),
          current: name === shown,
        }))}
      />
      {isPending && <LoadingRows />}
      {error && !data && <Failed error={error} onRetry={refetch} />}
      {data && articles.length === 0 && (
        <Empty
          icon={<IconPencilPlus size={28} stroke={1.5} aria-hidden />}
          title={words("none")}
          text={words("noneText")}
        />
      )}
      {articles.length > 0 && (
        <ul className={`card rows ${styles.list}`}>
          {articles.map((head) => (
            <ArticleRow key={head.id} head={head} />
          ))}
        </ul>
      )}
      {hasNextPage && (
        <Center>
          <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {words("more")}
          </Button>
        </Center>
      )}
      {creating && <CreateArticle onClose={() => setCreating(false)} />}
    </Page>
  );
}

function ArticleRow({ head }: { head: ArticleHead }) {
  const words = useWords(editorWords);
  const { ago, date } = useLanguage();
  const { id, title, coverUrl, state, authors, publishTime, updateTime } = head;
  const time = publishTime && date(timestampDate(publishTime));
  return (
    <li>
      <Link to={`/news/editor/${id}`} className={`row ${styles.row}`}>
        <span className={styles.thumb}>
          <Cover title={title} src={coverUrl} ratio="4 / 3" />
        </span>
        <span className={styles.rowText}>
          <strong>{title}</strong>
          <span className="quiet">
            {[
              authors.map(({ name }) => name || words("somebody")).join(", "),
              state === ArticleState.SCHEDULED && words("scheduledFor", { date: time }),
              updateTime && words("changed", { when: ago(timestampDate(updateTime)) }),
            ]
              .filter(Boolean)
              .join(" · ")}
          </span>
        </span>
        <StateChip state={state} />
      </Link>
    </li>
  );
}
