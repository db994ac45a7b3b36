import { IconCheck, IconLink, IconShare } from "@tabler/icons-react";
import { useCopied } from "../../../lib/copied.ts";
import { useWords } from "../../../lib/words.ts";
import styles from "../news.module.css";
import { newsWords } from "../words.ts";

/** Passes the article on: by the device's own way where it has one, and as a link. */
export function Share({ title }: { title: string }) {
  const words = useWords(newsWords);
  const { copied, copy } = useCopied();
  const url = `${location.origin}${location.pathname}`;
  const Icon = copied ? IconCheck : IconLink;
  return (
    <>
      <button type="button" className={styles.tool} onClick={() => copy(url)}>
        <Icon size={18} stroke={1.7} aria-hidden />
        <span aria-live="polite">{words(copied ? "copied" : "copyLink")}</span>
      </button>
      {"share" in navigator && (
        // Who thinks better of it has not failed.
        <button
          type="button"
          className={styles.tool}
          onClick={() => void navigator.share({ title, url }).catch(() => undefined)}
        >
          <IconShare size={18} stroke={1.7} aria-hidden />
          <span>{words("sendOn")}</span>
        </button>
      )}
    </>
  );
}
