import styles from "./person-avatar.module.css";

/** A person's picture, or the first letters of their name on a colour that is always the same for them. */
export function PersonAvatar({ name, src, size = 40 }: { name: string; src?: string | undefined; size?: number }) {
  const style = { width: size, height: size, fontSize: Math.round(size * 0.4) };
  if (src) return <img className={styles.picture} style={style} src={src} alt="" loading="lazy" />;
  return (
    <span className={styles.letters} style={style} data-tone={toneOf(name)} aria-hidden>
      {initials(name)}
    </span>
  );
}

function initials(name: string): string {
  const words = name.trim().split(/\s+/).filter(Boolean);
  const letters = words.length > 1 ? [words[0], words.at(-1)] : words;
  return letters.map((word) => Array.from(word ?? "")[0]?.toLocaleUpperCase() ?? "").join("");
}

/** Which of the six quiet colours is somebody's. */
export function toneOf(name: string): number {
  return Array.from(name).reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % 997, 7) % 6;
}
