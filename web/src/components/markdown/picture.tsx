import { IconPhotoOff } from "@tabler/icons-react";
import { useState } from "react";
import { defineWords, useWords } from "../../lib/words.ts";
import styles from "./markdown.module.css";

const pictureWords = defineWords("picture", {
  en: { away: "This picture could not be loaded", open: "Open it where it is" },
  ru: { away: "Эту картинку не удалось загрузить", open: "Открыть там, где она лежит" },
});

/** A picture in a text; where it cannot be had, its words stand in for it. */
export function Picture({ src, alt = "", title }: { src?: string; alt?: string; title?: string }) {
  const words = useWords(pictureWords);
  const [lost, setLost] = useState(false);
  if (!lost) {
    return <img src={src} alt={alt} title={title} loading="lazy" decoding="async" onError={() => setLost(true)} />;
  }
  return (
    <span className={styles.lost}>
      <IconPhotoOff size={20} stroke={1.5} aria-hidden />
      <span>
        {alt || words("away")}
        {src?.startsWith("https:") && (
          <>
            {" · "}
            <a href={src} target="_blank" rel="noreferrer">
              {words("open")}
            </a>
          </>
        )}
      </span>
    </span>
  );
}
