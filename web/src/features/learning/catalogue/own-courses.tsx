import { useQuery } from "@connectrpc/connect-query";
import { Title, UnstyledButton } from "@mantine/core";
import { CourseState } from "@platform/connect/platform/learning/v1/course_pb.ts";
import { type EnrolledCourse, EnrolmentService } from "@platform/connect/platform/learning/v1/enrolment_service_pb.ts";
import { useState } from "react";
import { Link } from "react-router";
import { Chip } from "../../../components/chip.tsx";
import { Cover } from "../../../components/cover.tsx";
import { ProgressBar } from "../../../components/progress-bar.tsx";
import { useWords } from "../../../lib/words.ts";
import { CalendarButton } from "../calendar/calendar-button.tsx";
import { useFacts } from "../facts.ts";
import { learningWords } from "../words.ts";
import styles from "./catalogue.module.css";

const shown = 3;

/** The courses that the person is in, each leading to where they left; nothing for those who are in none. */
export function OwnCourses() {
  const words = useWords(learningWords);
  const { data } = useQuery(EnrolmentService.method.listEnrolments, { pageSize: 50 });
  const [all, setAll] = useState(false);
  const courses = data?.courses ?? [];
  if (courses.length === 0) return null;
  return (
    <section className={styles.part}>
      <div className={styles.head}>
        <Title order={2}>{words("ownCourses")}</Title>
        <div className={styles.acts}>
          <CalendarButton className={styles.all} />
          {courses.length > shown && !all && (
            <UnstyledButton className={styles.all} onClick={() => setAll(true)}>
              {words("more")}
            </UnstyledButton>
          )}
        </div>
      </div>
      <ul className={styles.own}>
        {courses.slice(0, all ? courses.length : shown).map((enrolled) => (
          <OwnCourse key={enrolled.course?.id} enrolled={enrolled} />
        ))}
      </ul>
    </section>
  );
}

function OwnCourse({ enrolled: { course, enrolment } }: { enrolled: EnrolledCourse }) {
  const words = useWords(learningWords);
  const { percent } = useFacts();
  if (!course) return null;
  const progress = enrolment?.progress;
  const done = progress?.done ?? 0;
  const next = progress?.nextLessonId;
  return (
    <li className={`card ${styles.ownCard}`}>
      <div className={styles.thumb}>
        <Cover title={course.title} src={course.coverUrl} ratio="1" />
      </div>
      <div className={styles.ownText}>
        <Link
          to={next ? `/courses/${course.id}/lessons/${next}` : `/courses/${course.id}`}
          className={`card-link ${styles.link}`}
        >
          {course.title}
        </Link>
        <span className={styles.next}>
          {progress?.nextLessonTitle ? words("nextLesson", { lesson: progress.nextLessonTitle }) : words("allDone")}
        </span>
        <div className={styles.progress}>
          <ProgressBar value={done} label={words("doneShare", { percent: percent(done) })} />
          {progress?.passed ? (
            <Chip tone="good">{words("passed")}</Chip>
          ) : (
            <span className="quiet tabular">{percent(done)}</span>
          )}
          {course.state === CourseState.ARCHIVED && <Chip>{words("archived")}</Chip>}
        </div>
      </div>
    </li>
  );
}
