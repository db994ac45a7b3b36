import type { GetCourseResponse } from "@platform/connect/platform/learning/v1/catalogue_service_pb.ts";
import type { GetLessonResponse } from "@platform/connect/platform/learning/v1/enrolment_service_pb.ts";
import { IconArrowLeft, IconArrowRight } from "@tabler/icons-react";
import { useEffect, useRef } from "react";
import { Link, useNavigate } from "react-router";
import { useWords } from "../../../lib/words.ts";
import styles from "./player.module.css";
import { playerWords } from "./words.ts";

/** To the lesson before and the one after, by click or by arrow key; going on marks this one as read. */
export function Turn({
  data,
  lesson,
  courseId,
  onNext,
}: {
  data: GetCourseResponse;
  lesson: GetLessonResponse;
  courseId: string;
  onNext: () => Promise<void>;
}) {
  const words = useWords(playerWords);
  const navigate = useNavigate();
  const titles = new Map(data.modules.flatMap(({ lessons }) => lessons.map(({ id, title }) => [id, title])));
  const at = (id: string) => `/courses/${courseId}/lessons/${id}`;
  const { previousLessonId: previous, nextLessonId: next } = lesson;
  const onward = next ? at(next) : `/courses/${courseId}`;

  const turn = useRef<(forth: boolean) => void>(() => {});
  turn.current = (forth) => {
    if (forth && !next) return;
    if (forth) void onNext();
    if (forth || previous) void navigate(forth ? onward : at(previous));
  };
  useEffect(() => {
    function listen(event: KeyboardEvent) {
      if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
      // Over the lesson something is played.
      if (document.querySelector("dialog[open]")) return;
      const target = event.target as HTMLElement;
      if (target.closest("input, textarea, select, video, pre, [data-table], [role=dialog], [contenteditable]")) return;
      if (event.key === "ArrowRight") turn.current(true);
      if (event.key === "ArrowLeft") turn.current(false);
    }
    window.addEventListener("keydown", listen);
    return () => window.removeEventListener("keydown", listen);
  }, []);

  return (
    <footer>
      <nav className={styles.turn} aria-label={words("turn")}>
        {previous ? (
          <Link to={at(previous)} className={styles.turnLink}>
            <IconArrowLeft size={20} stroke={1.7} aria-hidden />
            <span>
              <small>{words("previous")}</small>
              <span>{titles.get(previous)}</span>
            </span>
          </Link>
        ) : (
          <span />
        )}
        <Link to={onward} className={styles.turnLink} data-forth onClick={() => void onNext()}>
          <span>
            <small>{words(next ? "next" : "finish")}</small>
            <span>{next ? titles.get(next) : words("toCourse")}</span>
          </span>
          <IconArrowRight size={20} stroke={1.7} aria-hidden />
        </Link>
      </nav>
      <p className={styles.keys}>{words("keys")}</p>
    </footer>
  );
}
