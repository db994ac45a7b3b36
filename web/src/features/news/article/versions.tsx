import type { Article } from "@platform/connect/platform/news/v1/article_pb.ts";
import { Link } from "react-router";
import { useWords } from "../../../lib/words.ts";
import { articleAddress } from "../address.ts";
import { languageCode } from "../facts.tsx";
import styles from "../news.module.css";
import { newsWords } from "../words.ts";

const names = { ru: "Русский", en: "English" } as const;

/** The languages in which the article can be read; nothing where there is one alone. */
export function Versions({ article: { head, versions } }: { article: Article }) {
  const words = useWords(newsWords);
  if (!head || versions.length === 0) return null;
  const own = languageCode(head.language);
  return (
    <nav className={styles.tags} aria-label={words("language")}>
      <span aria-current="page" lang={own}>
        {names[own]}
      </span>
      {versions.map(({ articleId, slug, language }) => {
        const code = languageCode(language);
        return (
          <Link key={articleId} to={articleAddress(slug)} hrefLang={code} lang={code}>
            {names[code]}
          </Link>
        );
      })}
    </nav>
  );
}
