import type { SeriesPlace } from "@platform/connect/platform/news/v1/article_pb.ts";
import { Link } from "react-router";
import { useWords } from "../../../lib/words.ts";
import { articleAddress } from "../address.ts";
import styles from "../news.module.css";
import { newsWords } from "../words.ts";

/** Where an article stands in its series, and what stands beside it. */
export function SeriesNav({ place: { series, articles }, articleId }: { place: SeriesPlace; articleId: string }) {
  const words = useWords(newsWords);
  const at = articles.findIndex((one) => one.articleId === articleId);
  const [before, next] = [articles[at - 1], at < 0 ? undefined : articles[at + 1]];
  const title = words("series", { title: series?.title ?? "" });
  return (
    <nav className={styles.series} aria-label={title}>
      <p>
        {title}
        {at >= 0 && (
          <span className="quiet tabular">
            {" · "}
            {words("seriesPlace", { place: at + 1, count: articles.length })}
          </span>
        )}
      </p>
      {before && (
        <Link to={articleAddress(before.slug)} rel="prev">
          <span className="quiet">{words("before")}: </span>
          {before.title}
        </Link>
      )}
      {next && (
        <Link to={articleAddress(next.slug)} rel="next">
          <span className="quiet">{words("next")}: </span>
          {next.title}
        </Link>
      )}
    </nav>
  );
}
