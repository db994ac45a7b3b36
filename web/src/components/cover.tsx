import styles from "./cover.module.css";

/** The picture of a course; where it has none, a pattern that is always the same for the title. */
export function Cover({ title, src, ratio = "16 / 9" }: { title: string; src?: string | undefined; ratio?: string }) {
  if (src) return <img className={styles.cover} style={{ aspectRatio: ratio }} src={src} alt="" loading="lazy" />;
  const sum = Array.from(title).reduce((total, letter) => (total * 33 + (letter.codePointAt(0) ?? 0)) % 9973, 5);
  const hue = hues[sum % hues.length];
  return (
    <svg
      className={styles.cover}
      style={{ aspectRatio: ratio, "--hue": hue } as React.CSSProperties}
      viewBox="0 0 320 180"
      preserveAspectRatio="xMidYMid slice"
      aria-hidden
    >
      <rect width="320" height="180" className={styles.ground} />
      <g transform={`rotate(${(sum % 7) * 15 - 45} 160 90)`}>
        {[0, 1, 2, 3, 4].map((step) => (
          <circle
            key={step}
            cx={90 + ((sum >> step) % 5) * 42}
            cy={50 + ((sum >> (step + 2)) % 4) * 30}
            r={118 - step * 22}
            className={styles.ring}
          />
        ))}
        <circle cx={110 + (sum % 9) * 14} cy={60 + (sum % 6) * 12} r="14" className={styles.point} />
      </g>
    </svg>
  );
}

const hues = ["#4f46e5", "#0d9488", "#be185d", "#b45309", "#7e22ce", "#0369a1"];
