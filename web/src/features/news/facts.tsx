import { timestampDate } from "@bufbuild/protobuf/wkt";
import { Language } from "@platform/connect/platform/common/v1/common_pb.ts";
import type { ArticleHead } from "@platform/connect/platform/news/v1/article_pb.ts";
import { Link } from "react-router";
import { useLanguage, useWords } from "../../lib/words.ts";
import { authorAddress } from "./address.ts";
import styles from "./news.module.css";
import { newsWords } from "./words.ts";

/** The code of a language, as `lang` and `hreflang` say it. */
export const languageCode = (language: Language): "ru" | "en" => (language === Language.RU ? "ru" : "en");

/** Who wrote an article, when, and how long it takes. */
export function Byline({ head, plain }: { head: ArticleHead; plain?: boolean }) {
  const words = useWords(newsWords);
  const { day } = useLanguage();
  const { authors, source, publishTime, readingMinutes } = head;
  const date = publishTime && timestampDate(publishTime);
  return (
    <p className={styles.byline}>
      {source && <span>{source.name}</span>}
      {authors.map(({ accountId, name }) => (
        <span key={accountId}>
          {plain || !name ? name || words("somebody") : <Link to={authorAddress(accountId)}>{name}</Link>}
        </span>
      ))}
      {date && <time dateTime={date.toISOString()}>{day(date)}</time>}
      {readingMinutes > 0 && <span>{words("minutes", { count: readingMinutes })}</span>}
    </p>
  );
}
