import { IconRss } from "@tabler/icons-react";
import { Popup } from "../../components/popup.tsx";
import { useWords } from "../../lib/words.ts";
import styles from "./news.module.css";
import { newsWords } from "./words.ts";

const formats = [
  ["RSS", "feed.xml"],
  ["Atom", "atom.xml"],
  ["JSON Feed", "feed.json"],
] as const;

/** The feeds of a list, for other programs. */
export function FeedsMenu({ path, language }: { path: string; language?: string }) {
  const words = useWords(newsWords);
  const query = language ? `?language=${language}` : "";
  return (
    <Popup
      label={words("feedsFor")}
      className={styles.tool}
      button={
        <>
          <IconRss size={18} stroke={1.7} aria-hidden />
          <span>{words("feeds")}</span>
        </>
      }
    >
      {() =>
        formats.map(([name, file]) => (
          <a key={file} href={`${path}/${file}${query}`} className={styles.feed}>
            {name}
          </a>
        ))
      }
    </Popup>
  );
}
