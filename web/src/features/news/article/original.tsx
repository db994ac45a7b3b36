import type { Source } from "@platform/connect/platform/news/v1/article_pb.ts";
import { IconExternalLink } from "@tabler/icons-react";
import { useWords } from "../../../lib/words.ts";
import { importWords } from "../imports/words.ts";
import styles from "../news.module.css";

/** Where an article comes from that a feed brought. */
export function Original({ source }: { source: Source }) {
  const words = useWords(importWords);
  return (
    <p className={styles.notice} role="note">
      {words("original", { name: source.name })}{" "}
      <a href={source.url} rel="noopener noreferrer nofollow">
        {words("readOriginal")} <IconExternalLink size={16} stroke={1.7} aria-hidden />
      </a>
    </p>
  );
}
