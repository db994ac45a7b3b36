import { Title } from "@mantine/core";
import type { Path } from "@platform/connect/platform/learning/v1/path_pb.ts";
import { Link } from "react-router";
import { Chip } from "../../../components/chip.tsx";
import { ProgressBar } from "../../../components/progress-bar.tsx";
import { useWords } from "../../../lib/words.ts";
import { useFacts } from "../facts.ts";
import styles from "./paths.module.css";
import { pathWords } from "./words.ts";

/** A path in a list, with how far one is. */
export function PathCard({ path }: { path: Path }) {
  const words = useWords(pathWords);
  const { length, language } = useFacts();
  const { id, title, summary, authorName, courseCount, minutes } = path;
  const facts = [authorName, words("courses", { count: courseCount }), length(minutes), language(path)];
  return (
    <li className={`card ${styles.card}`}>
      <Title order={3}>
        <Link to={`/paths/${id}`} className={`card-link ${styles.link}`}>
          {title}
        </Link>
      </Title>
      {summary && <p className={styles.summary}>{summary}</p>}
      <p className={styles.facts}>{facts.filter(Boolean).join(" · ")}</p>
      {path.progress && <PathProgressLine path={path} />}
    </li>
  );
}

/** How far one is on a path. */
export function PathProgressLine({ path: { progress } }: { path: Path }) {
  const words = useWords(pathWords);
  if (!progress) return null;
  const { completed, required, completeTime } = progress;
  const said = words("doneOf", { done: completed, all: required });
  return (
    <div className={styles.progress}>
      <ProgressBar value={required > 0 ? completed / required : 0} label={said} />
      {completeTime ? <Chip tone="good">{words("completed")}</Chip> : <span className="quiet tabular">{said}</span>}
    </div>
  );
}
