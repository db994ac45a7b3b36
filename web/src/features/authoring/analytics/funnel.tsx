import { Title } from "@mantine/core";
import type { GetCourseFunnelResponse } from "@platform/connect/platform/learning/v1/analytics_service_pb.ts";
import { ProgressBar } from "../../../components/progress-bar.tsx";
import { useLanguage, useWords } from "../../../lib/words.ts";
import styles from "./analytics.module.css";
import { analyticsWords } from "./words.ts";

/** How many people came how far, step by step, as parts of those who enrolled. */
export function Funnel({ funnel }: { funnel: GetCourseFunnelResponse }) {
  const words = useWords(analyticsWords);
  const { enrolledCount, startedCount, passedCount, leftCount, lessons } = funnel;
  const left = leftCount > 0 ? words("left", { count: leftCount }) : "";
  return (
    <section className="card section">
      <Title order={2}>{words("funnel")}</Title>
      <p className={`quiet ${styles.text}`}>{words("funnelText")}</p>
      <ol className={styles.steps}>
        <Step name={words("enrolled")} count={enrolledCount} all={enrolledCount} more={left} />
        <Step name={words("started")} count={startedCount} all={enrolledCount} />
        {lessons.map(({ lessonId, title, reachedCount, finishedCount }) => (
          <Step
            key={lessonId}
            name={title}
            count={finishedCount}
            all={enrolledCount}
            said={words("finished", { count: finishedCount })}
            more={words("reached", { count: reachedCount })}
          />
        ))}
        <Step name={words("passed")} count={passedCount} all={enrolledCount} />
      </ol>
    </section>
  );
}

function Step({
  name,
  count,
  all,
  said = String(count),
  more,
}: {
  name: string;
  count: number;
  all: number;
  said?: string;
  more?: string;
}) {
  const words = useWords(analyticsWords);
  const { code } = useLanguage();
  const share = all > 0 ? count / all : 0;
  const percent = new Intl.NumberFormat(code, { style: "percent" }).format(share);
  return (
    <li className={styles.step}>
      <p>
        <strong>{name}</strong>
        <span className="quiet tabular">{[more, said, percent].filter(Boolean).join(" · ")}</span>
      </p>
      <ProgressBar value={share} label={words("ofAll", { name, count, percent })} />
    </li>
  );
}
