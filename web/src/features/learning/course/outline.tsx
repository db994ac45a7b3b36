import { Title } from "@mantine/core";
import type { GetCourseResponse } from "@platform/connect/platform/learning/v1/catalogue_service_pb.ts";
import type { LessonHead } from "@platform/connect/platform/learning/v1/course_pb.ts";
import type { LessonProgress } from "@platform/connect/platform/learning/v1/enrolment_pb.ts";
import { Link } from "react-router";
import { useViewer } from "../../../lib/viewer.ts";
import { useWords } from "../../../lib/words.ts";
import { stageOf, useFacts } from "../facts.ts";
import { StageMark } from "../stage-mark.tsx";
import { learningWords } from "../words.ts";
import styles from "./course.module.css";

/** Modules, their sections and lessons, with what is done and what is due. */
export function Outline({ data: { course, modules, enrolment } }: { data: GetCourseResponse }) {
  const words = useWords(learningWords);
  const { person, isStaff } = useViewer();
  const progress = new Map(enrolment?.progress?.lessons.map((lesson) => [lesson.lessonId, lesson]));
  const open = Boolean(enrolment) || isStaff || (person !== undefined && person.accountId === course?.authorId);
  return (
    <section>
      <Title order={2}>{words("outline")}</Title>
      {modules.length === 0 && <p className="quiet">{words("empty")}</p>}
      <div className={styles.modules}>
        {modules.map((module, index) => {
          const begun = module.lessons.some(({ id }) => stageOf(progress.get(id)) !== "done");
          return (
            <details key={module.id} className="card" open={!enrolment ? modules.length < 4 || index === 0 : begun}>
              <summary className={styles.module}>
                <h3>{module.title}</h3>
                <span className="quiet tabular">{words("lessons", { count: module.lessons.length })}</span>
              </summary>
              <ul className={styles.lessons}>
                {module.lessons.map((lesson, place) => {
                  const section = lesson.section !== module.lessons[place - 1]?.section ? lesson.section : "";
                  return (
                    <LessonRow
                      key={lesson.id}
                      lesson={lesson}
                      section={section}
                      progress={progress.get(lesson.id)}
                      to={open ? `/courses/${course?.id}/lessons/${lesson.id}` : undefined}
                      enrolled={Boolean(enrolment)}
                    />
                  );
                })}
              </ul>
            </details>
          );
        })}
      </div>
    </section>
  );
}

function LessonRow({
  lesson,
  section,
  progress,
  to,
  enrolled,
}: {
  lesson: LessonHead;
  section: string;
  progress: LessonProgress | undefined;
  to: string | undefined;
  enrolled: boolean;
}) {
  const words = useWords(learningWords);
  const { due, percent } = useFacts();
  const stage = stageOf(progress);
  const deadline = due(progress);
  const about = [
    lesson.questionCount > 0 && words("questions", { count: lesson.questionCount }),
    lesson.grading?.category,
    progress && progress.attempts > 0 && words("score", { percent: percent(progress.score) }),
  ].filter(Boolean);
  const text = (
    <span className={styles.lessonText}>
      <span>{lesson.title}</span>
      {(about.length > 0 || (deadline && stage !== "done")) && (
        <span className={styles.lessonAbout}>
          {about.join(" · ")}
          {deadline && stage !== "done" && (
            <span data-over={deadline.over || undefined}>
              {about.length > 0 && " · "}
              {deadline.text}
            </span>
          )}
        </span>
      )}
    </span>
  );
  return (
    <li>
      {section && <h4 className={styles.section}>{section}</h4>}
      {to ? (
        <Link to={to} className={styles.lesson}>
          {enrolled && <StageMark stage={stage} />}
          {text}
        </Link>
      ) : (
        <div className={styles.lesson}>{text}</div>
      )}
    </li>
  );
}
