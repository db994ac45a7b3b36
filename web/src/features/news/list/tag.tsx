import { useInfiniteQuery, useQuery } from "@connectrpc/connect-query";
import { Button } from "@mantine/core";
import { ArticleService } from "@platform/connect/platform/news/v1/article_service_pb.ts";
import { IconTag } from "@tabler/icons-react";
import { Link, useParams } from "react-router";
import { Page } from "../../../components/page.tsx";
import { Empty } from "../../../components/states.tsx";
import { useViewer } from "../../../lib/viewer.ts";
import { useWords } from "../../../lib/words.ts";
import { tagAddress } from "../address.ts";
import { FeedsMenu } from "../feeds-menu.tsx";
import { newsWords } from "../words.ts";
import { ArticleList, paged } from "./article-list.tsx";
import { FollowTag } from "./follow-tag.tsx";

/** Everything about one topic. */
export default function TagPage() {
  const words = useWords(newsWords);
  const { person } = useViewer();
  const { tag: slug = "" } = useParams();
  const list = useInfiniteQuery(ArticleService.method.listArticles, { tag: slug, pageSize: 20, pageToken: "" }, paged);
  const { data: topics } = useQuery(ArticleService.method.listTags, {});
  const known = [...(topics?.tags ?? []).map(({ tag }) => tag), ...(list.data?.pages[0]?.articles[0]?.tags ?? [])].find(
    (tag) => tag?.slug === slug,
  );
  const name = known?.name ?? slug;
  return (
    <Page
      title={name}
      about={words("tagAbout")}
      trail={[{ label: words("news"), to: "/news" }]}
      actions={
        <>
          <FeedsMenu path={tagAddress(slug)} />
          {person && known && <FollowTag tag={slug} name={name} />}
        </>
      }
    >
      <ArticleList
        title={words("newest")}
        list={list}
        empty={
          <Empty
            icon={<IconTag size={28} stroke={1.5} aria-hidden />}
            title={words("noTag")}
            text={words("noTagText")}
            action={
              <Button component={Link} to="/news" variant="default">
                {words("toNews")}
              </Button>
            }
          />
        }
      />
    </Page>
  );
}
