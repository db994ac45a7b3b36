import { useInfiniteQuery, useQuery } from "@connectrpc/connect-query";
import { Button } from "@mantine/core";
import { ArticleService } from "@platform/connect/platform/news/v1/article_service_pb.ts";
import { IconUser } from "@tabler/icons-react";
import { Link, useParams } from "react-router";
import { Page } from "../../../components/page.tsx";
import { Empty, Failed, Waiting } from "../../../components/states.tsx";
import { readFailure } from "../../../lib/failure.ts";
import { useViewer } from "../../../lib/viewer.ts";
import { useWords } from "../../../lib/words.ts";
import { authorAddress } from "../address.ts";
import { FeedsMenu } from "../feeds-menu.tsx";
import { newsWords } from "../words.ts";
import { ArticleList, paged } from "./article-list.tsx";

/** What one person published. */
export default function AuthorPage() {
  const words = useWords(newsWords);
  const { person } = useViewer();
  const { accountId = "" } = useParams();
  const { data, isPending, error, refetch } = useQuery(ArticleService.method.getAuthor, { accountId });
  const list = useInfiniteQuery(
    ArticleService.method.listArticles,
    { authorId: accountId, pageSize: 20, pageToken: "" },
    { ...paged, enabled: data !== undefined },
  );
  const empty = (
    <Empty
      main
      icon={<IconUser size={28} stroke={1.5} aria-hidden />}
      title={words("noAuthor")}
      text={words("noAuthorText")}
      action={
        <Button component={Link} to="/news" variant="default">
          {words("toNews")}
        </Button>
      }
    />
  );
  if (isPending) return <Waiting />;
  if (!data) {
    const missing = ["AUTHOR_NOT_FOUND", "REQUEST_INVALID"].includes(readFailure(error).reason);
    return missing ? empty : <Failed error={error} onRetry={() => void refetch()} />;
  }
  return (
    <Page
      title={data.author?.name || words("somebody")}
      about={words("articles", { count: data.articleCount })}
      trail={[{ label: words("news"), to: "/news" }]}
      actions={
        <>
          <FeedsMenu path={authorAddress(accountId)} />
          {person && data.author?.name && (
            <Button component={Link} to={`/people/${accountId}`} variant="default" size="sm">
              {words("profile")}
            </Button>
          )}
        </>
      }
    >
      <ArticleList title={words("newest")} list={list} empty={empty} />
    </Page>
  );
}
