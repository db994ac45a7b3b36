import { useQuery } from "@connectrpc/connect-query";
import { Button, Title } from "@mantine/core";
import { CatalogueService } from "@platform/connect/platform/learning/v1/catalogue_service_pb.ts";
import { DiscussionService } from "@platform/connect/platform/learning/v1/discussion_service_pb.ts";
import { EnrolmentService } from "@platform/connect/platform/learning/v1/enrolment_service_pb.ts";
import { IconBook2, IconLock } from "@tabler/icons-react";
import { Fragment, useEffect } from "react";
import { Link, useParams } from "react-router";
import { useTitle } from "../../../components/page.tsx";
import { Empty, Failed, Waiting } from "../../../components/states.tsx";
import { readFailure } from "../../../lib/failure.ts";
import { useHeadingFocus } from "../../../lib/heading.ts";
import { useWords } from "../../../lib/words.ts";
import { isAnswerable } from "../answerable.ts";
import { CourseMissing } from "../course/course.tsx";
import { BlockTalk } from "../discussion/block-talk.tsx";
import { Quiz } from "../quiz/quiz.tsx";
import { learningWords } from "../words.ts";
import { ContentView } from "./content.tsx";
import { Contents } from "./contents.tsx";
import { doneOf, Felt } from "./felt.tsx";
import { Passed } from "./passed.tsx";
import styles from "./player.module.css";
import { Turn } from "./turn.tsx";
import { useReading } from "./use-reading.ts";
import { playerWords } from "./words.ts";

/** One lesson at a time: to read, to watch, to answer. */
export default function Lesson() {
  const words = useWords(playerWords);
  const learning = useWords(learningWords);
  const { courseId = "", lessonId = "" } = useParams();
  const course = useQuery(CatalogueService.method.getCourse, { courseId });
  const lesson = useQuery(EnrolmentService.method.getLesson, { courseId, lessonId }, { staleTime: 60_000 });
  const talks = useQuery(DiscussionService.method.countPosts, { courseId, lessonId }, { enabled: lesson.isSuccess });
  const title = lesson.data?.lesson?.title ?? "";
  useTitle(title, [
    { label: learning("courses"), to: "/courses" },
    { label: course.data?.course?.title ?? "…", to: `/courses/${courseId}` },
  ]);
  const heading = useHeadingFocus();
  const reading = useReading(courseId, lessonId, course.data, lesson.data);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another lesson is read from its top.
  useEffect(() => window.scrollTo(0, 0), [lessonId]);

  if (course.isPending || lesson.isPending) return <Waiting />;
  if (!course.data?.course) return <CourseMissing />;
  if (!lesson.data?.lesson) return <Unreadable error={lesson.error} courseId={courseId} onRetry={lesson.refetch} />;
  const { blocks } = lesson.data;
  const content = blocks.filter((block) => !isAnswerable(block));
  const questions = blocks.length - content.length;
  const { enrolment } = course.data;
  // What is asked in one attempt is talked about in one place.
  const firstQuestion = blocks.find(isAnswerable);
  const counts = new Map(talks.data?.blocks.map(({ blockId, postCount }) => [blockId, postCount]));
  const talkUnder = (blockId: string) => (
    <BlockTalk key={`talk ${blockId}`} place={{ courseId, lessonId, blockId }} count={counts.get(blockId) ?? 0} />
  );
  const done = doneOf(enrolment, lessonId, reading.done);
  return (
    <div className={styles.player}>
      {enrolment && <Felt done={done} />}
      <Contents data={course.data} lessonId={lessonId} done={done} />
      <article className={styles.lesson}>
        <header className={styles.head}>
          <p className={styles.module}>
            {[lesson.data.moduleTitle, lesson.data.lesson.section].filter(Boolean).join(" · ")}
          </p>
          <Title order={1} ref={heading} tabIndex={-1} className="heading">
            {title}
          </Title>
          {!enrolment && <p className={styles.note}>{words("reading")}</p>}
        </header>
        {blocks.length === 0 && <p className="quiet">{words("emptyLesson")}</p>}
        {content.map((block) => (
          <Fragment key={block.id}>
            <ContentView
              block={block}
              lesson={{ courseId, lessonId }}
              enrolled={Boolean(enrolment)}
              due={lesson.data.progress?.dueTime}
              onDone={reading.complete}
              onProgress={reading.progressed}
            />
            {talkUnder(block.id)}
          </Fragment>
        ))}
        {questions > 0 && (
          <Quiz
            key={lessonId}
            lesson={lesson.data.lesson}
            courseId={courseId}
            enrolled={Boolean(enrolment)}
            due={lesson.data.progress?.dueTime}
            blocks={blocks.filter(isAnswerable)}
            onProgress={reading.progressed}
          />
        )}
        {firstQuestion && talkUnder(firstQuestion.id)}
        <Turn data={course.data} lesson={lesson.data} courseId={courseId} onNext={reading.completeAll} />
      </article>
      {reading.passed && course.data.course && (
        <Passed
          course={course.data.course}
          grade={reading.passed.grade}
          certificateId={reading.passed.certificateId || enrolment?.certificateId || ""}
          onClose={reading.closePassed}
        />
      )}
    </div>
  );
}

function Unreadable({ error, courseId, onRetry }: { error: unknown; courseId: string; onRetry: () => void }) {
  const words = useWords(playerWords);
  const { reason } = readFailure(error);
  const locked = reason === "NOT_ENROLLED";
  if (!locked && reason !== "LESSON_NOT_FOUND" && reason !== "REQUEST_INVALID") {
    return <Failed error={error} onRetry={onRetry} />;
  }
  const Icon = locked ? IconLock : IconBook2;
  return (
    <Empty
      main
      icon={<Icon size={28} stroke={1.5} aria-hidden />}
      title={words(locked ? "notEnrolled" : "gone")}
      text={words(locked ? "notEnrolledText" : "goneText")}
      action={
        <Button component={Link} to={`/courses/${courseId}`}>
          {words("openCourse")}
        </Button>
      }
    />
  );
}
