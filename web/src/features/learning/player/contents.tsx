import type { GetCourseResponse } from "@platform/connect/platform/learning/v1/catalogue_service_pb.ts";
import { IconChevronLeft, IconList } from "@tabler/icons-react";
import { useEffect, useRef } from "react";
import { Link } from "react-router";
import { Popup } from "../../../components/popup.tsx";
import { useWords } from "../../../lib/words.ts";
import { stageOf, useFacts } from "../facts.ts";
import { StageMark } from "../stage-mark.tsx";
import styles from "./player.module.css";
import { playerWords } from "./words.ts";

/** The outline at the side, on a phone in a sheet. */
export function Contents({ data, lessonId, done }: { data: GetCourseResponse; lessonId: string; done: number }) {
  const words = useWords(playerWords);
  const { percent } = useFacts();
  const lessons = data.modules.flatMap((module) => module.lessons);
  const at = lessons.findIndex(({ id }) => id === lessonId);
  const progress = data.enrolment?.progress;
  const place = words("lessonOf", { number: at + 1, count: lessons.length });
  return (
    <>
      <div className={styles.phoneBar}>
        <Popup
          label={words("contents")}
          className={styles.phoneButton}
          width={360}
          button={
            <>
              <IconList size={18} stroke={1.7} aria-hidden />
              <span>{words("contents")}</span>
              <span className="quiet tabular">{place}</span>
            </>
          }
        >
          {() => <List data={data} lessonId={lessonId} />}
        </Popup>
      </div>
      <nav className={styles.side} aria-label={words("contents")}>
        <Link to={`/courses/${data.course?.id}`} className={styles.up}>
          <IconChevronLeft size={16} stroke={1.7} aria-hidden />
          <span>{data.course?.title}</span>
        </Link>
        <p className={styles.place}>
          <span className="tabular">{place}</span>
          {progress && <span className="tabular">{percent(done)}</span>}
        </p>
        <List data={data} lessonId={lessonId} />
      </nav>
    </>
  );
}

function List({ data, lessonId }: { data: GetCourseResponse; lessonId: string }) {
  const list = useRef<HTMLDivElement>(null);
  const stages = new Map(data.enrolment?.progress?.lessons.map((lesson) => [lesson.lessonId, stageOf(lesson)]));
  // biome-ignore lint/correctness/useExhaustiveDependencies: another lesson is current.
  useEffect(() => {
    const current = list.current?.querySelector<HTMLElement>("[aria-current]");
    const scroller = list.current?.parentElement;
    if (current && scroller) scroller.scrollTop = current.offsetTop - scroller.clientHeight / 2;
  }, [lessonId]);
  return (
    <div ref={list}>
      {data.modules.map((module) => (
        <section key={module.id} className={styles.group}>
          <h2>{module.title}</h2>
          <ul>
            {module.lessons.map((lesson, place) => (
              <li key={lesson.id}>
                {lesson.section && lesson.section !== module.lessons[place - 1]?.section && <h3>{lesson.section}</h3>}
                <Link
                  to={`/courses/${data.course?.id}/lessons/${lesson.id}`}
                  className={styles.link}
                  aria-current={lesson.id === lessonId ? "page" : undefined}
                >
                  {data.enrolment && <StageMark stage={stages.get(lesson.id) ?? "open"} />}
                  <span>{lesson.title}</span>
                </Link>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}
