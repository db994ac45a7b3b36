import { Anchor, Title } from "@mantine/core";
import {
  type ArticleForYou,
  ArticleForYou_Reason as Reason,
} from "@platform/connect/platform/news/v1/personal_service_pb.ts";
import { Link } from "react-router";
import { useWords } from "../../lib/words.ts";
import styles from "./home.module.css";
import { Part } from "./part.tsx";
import { homeWords } from "./words.ts";

const reasons: Partial<
  Record<Reason, "becauseFollowed" | "becauseTag" | "becauseCourse" | "becauseTopic" | "becauseNew">
> = {
  [Reason.FOLLOWED]: "becauseFollowed",
  [Reason.TAG]: "becauseTag",
  [Reason.COURSE]: "becauseCourse",
  [Reason.TOPIC]: "becauseTopic",
  [Reason.NEW]: "becauseNew",
};

/** Articles that the person might read, and why they are shown. */
export function Articles({
  articles,
  failed,
  onRetry,
}: {
  articles: ArticleForYou[];
  failed: boolean;
  onRetry: () => void;
}) {
  const words = useWords(homeWords);
  return (
    <Part
      title={words("articles")}
      failed={failed}
      onRetry={onRetry}
      link={
        <Anchor component={Link} to="/news" fz="sm">
          {words("allNews")}
        </Anchor>
      }
    >
      {articles.length === 0 ? (
        <p className="quiet" style={{ margin: 0 }}>
          {words("nothingToRead")}
        </p>
      ) : (
        <ul className={`card rows ${styles.articles}`}>
          {articles.map(({ article, reason, because }) => (
            <li key={article?.id}>
              <Title order={3}>
                <Link to={`/news/${encodeURIComponent(article?.slug ?? "")}`}>{article?.title}</Link>
              </Title>
              {article?.summary && <p className={styles.summary}>{article.summary}</p>}
              <p className="quiet">{words(reasons[reason] ?? "becauseNew", { because })}</p>
            </li>
          ))}
        </ul>
      )}
    </Part>
  );
}
