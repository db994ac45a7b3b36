import { useQuery } from "@connectrpc/connect-query";
import { Button, Title } from "@mantine/core";
import { type Article, ArticleState } from "@platform/connect/platform/news/v1/article_pb.ts";
import { ArticleService } from "@platform/connect/platform/news/v1/article_service_pb.ts";
import { IconNewsOff, IconPencil } from "@tabler/icons-react";
import { Link, Navigate, useParams } from "react-router";
import { Markdown } from "../../../components/markdown/markdown.tsx";
import { useTitle } from "../../../components/page.tsx";
import { Empty, Failed, Waiting } from "../../../components/states.tsx";
import { readFailure } from "../../../lib/failure.ts";
import { useHeadingFocus } from "../../../lib/heading.ts";
import { useWords } from "../../../lib/words.ts";
import { articleAddress, tagAddress } from "../address.ts";
import { Comments } from "../comments/comments.tsx";
import { Reactions } from "../comments/reactions.tsx";
import { Byline, languageCode } from "../facts.tsx";
import { FeedsMenu } from "../feeds-menu.tsx";
import styles from "../news.module.css";
import { pictureResolver } from "../pictures.ts";
import { newsWords } from "../words.ts";
import { Original } from "./original.tsx";
import { SeriesNav } from "./series-nav.tsx";
import { Share } from "./share.tsx";
import { Versions } from "./versions.tsx";

/** An article, to read. */
export default function ArticlePage() {
  const words = useWords(newsWords);
  const { slug = "" } = useParams();
  const { data, isPending, error, refetch } = useQuery(ArticleService.method.getArticle, { slug });
  if (isPending) return <Waiting />;
  const article = data?.article;
  if (!article?.head) {
    const missing = ["ARTICLE_NOT_FOUND", "REQUEST_INVALID"].includes(readFailure(error).reason);
    if (!missing) return <Failed error={error} onRetry={() => void refetch()} />;
    return (
      <Empty
        main
        icon={<IconNewsOff size={28} stroke={1.5} aria-hidden />}
        title={words("gone")}
        text={words("goneText")}
        action={
          <Button component={Link} to="/news" variant="default">
            {words("toNews")}
          </Button>
        }
      />
    );
  }
  if (article.head.slug !== slug) return <Navigate replace to={articleAddress(article.head.slug)} />;
  return <Reading key={article.head.id} article={article} mayEdit={data?.mayEdit ?? false} />;
}

function Reading({ article, mayEdit }: { article: Article; mayEdit: boolean }) {
  const words = useWords(newsWords);
  const heading = useHeadingFocus();
  const { head, markdown, series } = article;
  useTitle(head?.title ?? "", [{ label: words("news"), to: "/news" }]);
  if (!head) return null;
  const lang = languageCode(head.language);
  return (
    <article className={styles.article}>
      <header className={styles.articleHead}>
        <Versions article={article} />
        <Title order={1} ref={heading} tabIndex={-1} className={`heading ${styles.title}`} lang={lang}>
          {head.title}
        </Title>
        {head.summary && (
          <p className={styles.lead} lang={lang}>
            {head.summary}
          </p>
        )}
        <Byline head={head} />
      </header>
      <StateNotice state={head.state} />
      {head.source && <Original source={head.source} />}
      {head.coverUrl && <img className={styles.cover} src={head.coverUrl} alt="" />}
      {series && <SeriesNav place={series} articleId={head.id} />}
      <div lang={lang}>
        <Markdown text={markdown} resolve={pictureResolver(article.pictures)} />
      </div>
      <footer className={styles.foot}>
        {head.tags.length > 0 && (
          <nav className={styles.tags} aria-label={words("tags")}>
            {head.tags.map(({ slug: tag, name }) => (
              <Link key={tag} to={tagAddress(tag)}>
                {name}
              </Link>
            ))}
          </nav>
        )}
        <Reactions articleId={head.id} />
        <div className={styles.tools}>
          <Share title={head.title} />
          <FeedsMenu path="/news" language={lang} />
          {mayEdit && (
            <Link to={`/news/editor/${head.id}`} className={styles.tool}>
              <IconPencil size={18} stroke={1.7} aria-hidden />
              {words("edit")}
            </Link>
          )}
        </div>
      </footer>
      {head.state !== ArticleState.DRAFT && head.state !== ArticleState.SCHEDULED && (
        <Comments articleId={head.id} open={article.commentsOpen && head.state === ArticleState.PUBLISHED} />
      )}
    </article>
  );
}

function StateNotice({ state }: { state: ArticleState }) {
  const words = useWords(newsWords);
  if (state === ArticleState.PUBLISHED) return null;
  return (
    <p className={styles.notice} role="note">
      {words(state === ArticleState.ARCHIVED ? "archivedText" : "notPublic")}
    </p>
  );
}
