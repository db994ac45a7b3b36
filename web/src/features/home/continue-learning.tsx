import { Button, Text, Title } from "@mantine/core";
import type { CourseUnderWay } from "@platform/connect/platform/bff/v1/home_service_pb.ts";
import { IconSchool } from "@tabler/icons-react";
import { Link } from "react-router";
import { Cover } from "../../components/cover.tsx";
import { ProgressBar } from "../../components/progress-bar.tsx";
import { Empty } from "../../components/states.tsx";
import { useLanguage, useWords } from "../../lib/words.ts";
import styles from "./home.module.css";
import { Part } from "./part.tsx";
import { homeWords } from "./words.ts";

/** Courses under way, each at the lesson where the person left. */
export function ContinueLearning({
  courses,
  failed,
  onRetry,
}: {
  courses: CourseUnderWay[];
  failed: boolean;
  onRetry: () => void;
}) {
  const words = useWords(homeWords);
  return (
    <Part title={words("continueLearning")} failed={failed} onRetry={onRetry}>
      {courses.length === 0 ? (
        <div className="card">
          <Empty
            small
            icon={<IconSchool size={26} stroke={1.5} aria-hidden />}
            title={words("nothingUnderWay")}
            text={words("nothingUnderWayText")}
            action={
              <Button component={Link} to="/courses">
                {words("toCourses")}
              </Button>
            }
          />
        </div>
      ) : (
        <ul className={styles.cards}>
          {courses.map((course) => (
            <UnderWay key={course.courseId} course={course} />
          ))}
        </ul>
      )}
    </Part>
  );
}

function UnderWay({ course }: { course: CourseUnderWay }) {
  const words = useWords(homeWords);
  const { code } = useLanguage();
  const { courseId, title, coverUrl, progress, nextLessonId, nextLessonTitle } = course;
  const percent = new Intl.NumberFormat(code, { style: "percent" }).format(progress);
  const to = nextLessonId ? `/courses/${courseId}/lessons/${nextLessonId}` : `/courses/${courseId}`;
  return (
    <li className={`card ${styles.card}`}>
      <Cover title={title} src={coverUrl} ratio="16 / 7" />
      <div className={styles.about}>
        <Title order={3}>
          <Link to={to} className="card-link">
            {title}
          </Link>
        </Title>
        <Text size="sm" className="quiet" lineClamp={2}>
          {nextLessonTitle ? words("next", { lesson: nextLessonTitle }) : words("allDone")}
        </Text>
        <div className={styles.progress}>
          <ProgressBar value={progress} label={words("done", { percent })} />
          <span className="quiet tabular">{percent}</span>
        </div>
      </div>
    </li>
  );
}
