import { Skeleton, Title } from "@mantine/core";
import type { ArticleHead } from "@platform/connect/platform/news/v1/article_pb.ts";
import { Link } from "react-router";
import { Cover } from "../../../components/cover.tsx";
import { articleAddress } from "../address.ts";
import { Byline, languageCode } from "../facts.tsx";
import styles from "../news.module.css";

/** An article in a list; `lead` where it stands in front of the others. */
export function ArticleCard({ head, lead }: { head: ArticleHead; lead?: boolean }) {
  const { slug, title, summary, coverUrl, language, tags } = head;
  return (
    <li className={`card ${styles.card}`} data-lead={lead || undefined} lang={languageCode(language)}>
      {(lead || coverUrl) && (
        <div className={styles.cardCover}>
          <Cover title={title} src={coverUrl} />
        </div>
      )}
      <div className={styles.cardText}>
        <Title order={3} className={styles.cardTitle}>
          <Link to={articleAddress(slug)} className="card-link">
            {title}
          </Link>
        </Title>
        {summary && <p className={styles.summary}>{summary}</p>}
        <div className={styles.cardFoot}>
          <Byline head={head} plain />
          {tags.length > 0 && <p className={styles.cardTags}>{tags.map(({ name }) => `#${name}`).join(" ")}</p>}
        </div>
      </div>
    </li>
  );
}

/** Cards in the shape of what comes. */
export function CardsLoading() {
  return (
    <div className={`${styles.cards} ${styles.loading}`} aria-hidden>
      {[0, 1, 2].map((card) => (
        <div key={card} className={`card ${styles.card}`}>
          <div className={styles.cardText}>
            <Skeleton height={18} width="62%" mb={8} />
            <Skeleton height={12} mb={4} />
            <Skeleton height={12} width="48%" />
          </div>
        </div>
      ))}
    </div>
  );
}
