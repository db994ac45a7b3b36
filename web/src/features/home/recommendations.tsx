import { Anchor, Text, Title } from "@mantine/core";
import {
  type CourseToStart,
  CourseToStart_Reason as Reason,
} from "@platform/connect/platform/bff/v1/home_service_pb.ts";
import { Link } from "react-router";
import { Cover } from "../../components/cover.tsx";
import { useWords } from "../../lib/words.ts";
import styles from "./home.module.css";
import { Part } from "./part.tsx";
import { homeWords } from "./words.ts";

const reasons: Partial<Record<Reason, "popular" | "new" | "skills">> = {
  [Reason.POPULAR]: "popular",
  [Reason.NEW]: "new",
  [Reason.SKILLS]: "skills",
};

/** Courses that the person might begin, and why they are shown. */
export function Recommendations({
  courses,
  failed,
  onRetry,
}: {
  courses: CourseToStart[];
  failed: boolean;
  onRetry: () => void;
}) {
  const words = useWords(homeWords);
  return (
    <Part
      title={words("recommendations")}
      failed={failed}
      onRetry={onRetry}
      link={
        <Anchor component={Link} to="/courses" fz="sm">
          {words("allCourses")}
        </Anchor>
      }
    >
      {courses.length === 0 ? (
        <p className="quiet" style={{ margin: 0 }}>
          {words("nothingToStart")}
        </p>
      ) : (
        <ul className={styles.cards}>
          {courses.map(({ courseId, title, summary, coverUrl, reason }) => {
            const why = reasons[reason];
            return (
              <li key={courseId} className={`card ${styles.card}`}>
                <Cover title={title} src={coverUrl} ratio="16 / 7" />
                <div className={styles.about}>
                  {why && <span className={styles.why}>{words(why)}</span>}
                  <Title order={3}>
                    <Link to={`/courses/${courseId}`} className="card-link">
                      {title}
                    </Link>
                  </Title>
                  <Text size="sm" className="quiet" lineClamp={2}>
                    {summary}
                  </Text>
                </div>
              </li>
            );
          })}
        </ul>
      )}
    </Part>
  );
}
