import { IconAward, IconCheck, IconCircle, IconCircleCheckFilled } from "@tabler/icons-react";
import { Cover } from "../../components/cover.tsx";
import { useWords } from "../../lib/words.ts";
import { landingWords } from "./landing-words.ts";
import styles from "./showcase.module.css";

/** A picture of the platform, made of what its pages are made of. */
export function Showcase() {
  const words = useWords(landingWords);
  return (
    <div className={styles.showcase} role="img" aria-label={words("show")}>
      <div className={`${styles.card} ${styles.course}`}>
        <Cover title="databases" ratio="16 / 6" />
        <div className={styles.inside}>
          <strong>{words("courseTitle")}</strong>
          <span className="quiet">{words("courseNext")}</span>
          <span className={styles.progress}>
            <span className={styles.bar}>
              <span />
            </span>
            <span className="quiet tabular">{words("courseDone")}</span>
          </span>
        </div>
      </div>
      <div className={`${styles.card} ${styles.quiz}`}>
        <div className={styles.inside}>
          <strong>{words("question")}</strong>
          <span className={styles.answer}>
            <IconCircle size={18} stroke={1.6} />
            {words("answerOne")}
          </span>
          <span className={styles.answer} data-right>
            <IconCircleCheckFilled size={18} />
            {words("answerTwo")}
            <span className={styles.right}>{words("right")}</span>
          </span>
        </div>
      </div>
      <div className={`${styles.card} ${styles.certificate}`}>
        <div className={styles.inside}>
          <span className={styles.certificateHead}>
            <IconAward size={20} stroke={1.7} />
            <strong>{words("certificate")}</strong>
            <span className={styles.verified}>
              <IconCheck size={14} stroke={2.4} />
              {words("verified")}
            </span>
          </span>
          <span className="quiet">{words("certificateOf")}</span>
        </div>
      </div>
    </div>
  );
}
