import { useQuery } from "@connectrpc/connect-query";
import { Button, Title } from "@mantine/core";
import { AuthoringService } from "@platform/connect/platform/learning/v1/authoring_service_pb.ts";
import { IconBook2 } from "@tabler/icons-react";
import { Link, useParams } from "react-router";
import { useTitle } from "../../../components/page.tsx";
import { Empty, Failed, Waiting } from "../../../components/states.tsx";
import { readFailure } from "../../../lib/failure.ts";
import { useHeadingFocus } from "../../../lib/heading.ts";
import { useWords } from "../../../lib/words.ts";
import { authoringWords } from "../words.ts";
import { LessonEditor } from "./editor.tsx";
import styles from "./lesson.module.css";
import { lessonWords } from "./words.ts";

const missing = new Set(["LESSON_NOT_FOUND", "COURSE_NOT_FOUND", "REQUEST_INVALID"]);

/** The content of a lesson, to write. */
export default function AuthoredLesson() {
  const words = useWords(lessonWords);
  const common = useWords(authoringWords);
  const { courseId = "", lessonId = "" } = useParams();
  const heading = useHeadingFocus();
  const draft = useQuery(AuthoringService.method.getDraft, { courseId }, { staleTime: 0 });
  const lesson = useQuery(
    AuthoringService.method.getDraftLesson,
    { courseId, lessonId },
    // What is being written must not be replaced by what is read again.
    { staleTime: Number.POSITIVE_INFINITY, gcTime: 0, refetchOnReconnect: false },
  );
  const title = lesson.data?.lesson?.title ?? "";
  useTitle(title, [
    { label: common("authoring"), to: "/authoring" },
    { label: draft.data?.course?.title ?? "…", to: `/authoring/${courseId}` },
  ]);
  if (lesson.isPending || draft.isPending) return <Waiting />;
  if (!lesson.data?.lesson || !draft.data?.course) {
    const error = lesson.error ?? draft.error;
    if (!missing.has(readFailure(error).reason)) return <Failed error={error} onRetry={() => void lesson.refetch()} />;
    return (
      <Empty
        main
        icon={<IconBook2 size={28} stroke={1.5} aria-hidden />}
        title={words("gone")}
        text={words("goneText")}
        action={
          <Button component={Link} to={`/authoring/${courseId}`}>
            {words("toOutline")}
          </Button>
        }
      />
    );
  }
  return (
    <div className={styles.page}>
      <Title order={1} ref={heading} tabIndex={-1} className="heading">
        {title}
      </Title>
      <LessonEditor
        key={lesson.data.revision}
        courseId={courseId}
        lesson={lesson.data}
        categories={draft.data.course.grading?.categories.map(({ name }) => name) ?? []}
        onReadAnew={() => void lesson.refetch()}
      />
    </div>
  );
}
