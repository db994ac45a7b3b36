import { useQuery } from "@connectrpc/connect-query";
import { Button, Title } from "@mantine/core";
import { CatalogueService } from "@platform/connect/platform/learning/v1/catalogue_service_pb.ts";
import { CourseState } from "@platform/connect/platform/learning/v1/course_pb.ts";
import { IconSchool } from "@tabler/icons-react";
import { Link, useParams } from "react-router";
import { Chip } from "../../../components/chip.tsx";
import { Markdown } from "../../../components/markdown/markdown.tsx";
import { useTitle } from "../../../components/page.tsx";
import { Empty, Failed, Waiting } from "../../../components/states.tsx";
import { readFailure } from "../../../lib/failure.ts";
import { useHeadingFocus } from "../../../lib/heading.ts";
import { useWords } from "../../../lib/words.ts";
import { Leaderboard } from "../leaderboard/leaderboard.tsx";
import { learningWords } from "../words.ts";
import styles from "./course.module.css";
import { EnrolCard } from "./enrol-card.tsx";
import { Outline } from "./outline.tsx";
import { Prerequisites } from "./prerequisites.tsx";

/** What a course is about, what is in it, and how far one is. */
export default function CoursePage() {
  const words = useWords(learningWords);
  const { courseId = "" } = useParams();
  const { data, isPending, error, refetch } = useQuery(CatalogueService.method.getCourse, { courseId });
  const course = data?.course;
  useTitle(course?.title ?? "", [{ label: words("courses"), to: "/courses" }]);
  const heading = useHeadingFocus();

  if (isPending) return <Waiting />;
  if (!course) {
    const { reason } = readFailure(error);
    if (reason !== "COURSE_NOT_FOUND" && reason !== "REQUEST_INVALID")
      return <Failed error={error} onRetry={refetch} />;
    return <CourseMissing />;
  }
  return (
    <article className={styles.course}>
      <header className={styles.head}>
        <Title order={1} ref={heading} tabIndex={-1} className="heading">
          {course.title}
        </Title>
        {course.summary && <p className={styles.summary}>{course.summary}</p>}
        {course.state === CourseState.ARCHIVED && <Chip tone="warn">{words("archived")}</Chip>}
      </header>
      <EnrolCard data={data} />
      <div className={styles.content}>
        {data.missingPrerequisites.length > 0 && <Prerequisites data={data} />}
        {course.skills.length > 0 && (
          <section>
            <Title order={2}>{words("skills")}</Title>
            <ul className={styles.skills}>
              {course.skills.map((skill) => (
                <li key={skill}>
                  <Link to={`/courses?skill=${encodeURIComponent(skill)}`}>{skill}</Link>
                </li>
              ))}
            </ul>
          </section>
        )}
        {course.description && (
          <section>
            <Title order={2}>{words("about")}</Title>
            <Markdown text={course.description} level={3} />
          </section>
        )}
        <Outline data={data} />
        {data.enrolment && <Leaderboard courseId={courseId} />}
      </div>
    </article>
  );
}

/** The address names no course. */
export function CourseMissing() {
  const words = useWords(learningWords);
  useTitle(words("gone"));
  return (
    <Empty
      main
      icon={<IconSchool size={28} stroke={1.5} aria-hidden />}
      title={words("gone")}
      text={words("goneText")}
      action={
        <Button component={Link} to="/courses">
          {words("toCourses")}
        </Button>
      }
    />
  );
}
