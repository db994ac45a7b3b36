import { Skeleton, Title } from "@mantine/core";
import type { Course } from "@platform/connect/platform/learning/v1/course_pb.ts";
import { Link } from "react-router";
import { Cover } from "../../../components/cover.tsx";
import { useWords } from "../../../lib/words.ts";
import { useFacts } from "../facts.ts";
import { learningWords } from "../words.ts";
import styles from "./catalogue.module.css";

/** A course in the catalogue. */
export function CourseCard({ course }: { course: Course }) {
  const words = useWords(learningWords);
  const { length, language } = useFacts();
  const { id, title, summary, coverUrl, authorName, lessonCount, minutes, skills } = course;
  const facts = [words("lessons", { count: lessonCount }), length(minutes), language(course)].filter(Boolean);
  return (
    <li className={`card ${styles.card}`}>
      <Cover title={title} src={coverUrl} />
      <div className={styles.about}>
        <Title order={3} className={styles.title}>
          <Link to={`/courses/${id}`} className={`card-link ${styles.link}`}>
            {title}
          </Link>
        </Title>
        {summary && <p className={styles.summary}>{summary}</p>}
        {skills.length > 0 && (
          <ul className={styles.skills}>
            {skills.slice(0, 3).map((skill) => (
              <li key={skill}>{skill}</li>
            ))}
            {skills.length > 3 && <li aria-hidden>+{skills.length - 3}</li>}
          </ul>
        )}
        <p className={styles.facts}>
          {authorName && <span>{authorName}</span>}
          <span>{facts.join(" · ")}</span>
        </p>
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
          <Skeleton style={{ aspectRatio: "16 / 9" }} radius={0} />
          <div className={styles.about}>
            <Skeleton height={16} width="70%" mb={8} />
            <Skeleton height={12} mb={4} />
            <Skeleton height={12} width="48%" />
          </div>
        </div>
      ))}
    </div>
  );
}
