import { type Timestamp, timestampDate } from "@bufbuild/protobuf/wkt";
import { createClient } from "@connectrpc/connect";
import { useQuery } from "@connectrpc/connect-query";
import { Title } from "@mantine/core";
import type { Block, LessonHead } from "@platform/connect/platform/learning/v1/course_pb.ts";
import type { Attempt, Progress } from "@platform/connect/platform/learning/v1/enrolment_pb.ts";
import { EnrolmentService } from "@platform/connect/platform/learning/v1/enrolment_service_pb.ts";
import { useMutation } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { Failed, LoadingRows } from "../../../components/states.tsx";
import { transport } from "../../../lib/transport.ts";
import { useWords } from "../../../lib/words.ts";
import { askedBy } from "../answerable.ts";
import { History } from "./history.tsx";
import styles from "./quiz.module.css";
import { Result } from "./result.tsx";
import { Rules } from "./rules.tsx";
import { Running } from "./running.tsx";
import { quizWords } from "./words.ts";

const client = createClient(EnrolmentService, transport);

/** The questions of a lesson: the rules, the attempt that is under way, what came of those before. */
export function Quiz({
  courseId,
  lesson,
  blocks,
  enrolled,
  due,
  onProgress,
}: {
  courseId: string;
  lesson: LessonHead;
  blocks: Block[];
  enrolled: boolean;
  due: Timestamp | undefined;
  onProgress: (progress: Progress | undefined, certificateId: string) => void;
}) {
  const words = useWords(quizWords);
  const lessonId = lesson.id;
  const { data, isPending, error, refetch } = useQuery(
    EnrolmentService.method.listAttempts,
    { courseId, lessonId },
    { enabled: enrolled },
  );
  const [running, setRunning] = useState<Attempt>();
  const [shown, setShown] = useState<Attempt>();
  const place = useRef<HTMLElement>(null);
  const attempts = data?.attempts ?? [];

  // Who comes back to an attempt that is open goes on with it.
  useEffect(() => {
    const open = data?.attempts.find(isOpen);
    if (open) setRunning((now) => now ?? open);
  }, [data]);

  function show() {
    requestAnimationFrame(() => {
      place.current?.scrollIntoView({ block: "start" });
      place.current?.focus({ preventScroll: true });
    });
  }

  const start = useMutation({
    mutationFn: () => client.startAttempt({ courseId, lessonId }),
    onSuccess: ({ attempt }) => {
      setShown(undefined);
      setRunning(attempt);
      show();
    },
    onError: () => void refetch(),
  });

  return (
    <section ref={place} tabIndex={-1} className={`card ${styles.quiz}`} aria-labelledby="quiz">
      <Title order={2} id="quiz" className={running || shown ? "hidden" : ""}>
        {words("title")}
      </Title>
      {enrolled && isPending && <LoadingRows rows={1} />}
      {error && !data && <Failed error={error} onRetry={refetch} />}
      {running && (
        <Running
          key={running.id}
          attempt={running}
          onSubmitted={({ attempt, progress, certificateId }) => {
            setRunning(undefined);
            setShown(attempt);
            void refetch();
            onProgress(progress, certificateId);
            show();
          }}
          onClosed={() => {
            setRunning(undefined);
            void refetch();
          }}
        />
      )}
      {!running && shown && <Result attempt={shown} grading={lesson.grading} />}
      {!running && (data || !enrolled) && (
        <Rules
          grading={lesson.grading}
          count={blocks.reduce((sum, block) => sum + askedBy(block), 0)}
          attempts={attempts}
          due={due && timestampDate(due)}
          enrolled={enrolled}
          pending={start.isPending}
          error={start.error}
          compact={shown !== undefined}
          onStart={() => start.mutate()}
        />
      )}
      {!running && attempts.some(({ submitTime }) => submitTime) && (
        <History
          attempts={attempts.filter(({ submitTime }) => submitTime)}
          shownId={shown?.id}
          onShow={(attempt) => {
            setShown(attempt);
            show();
          }}
        />
      )}
    </section>
  );
}

function isOpen({ submitTime, dueTime }: Attempt): boolean {
  return !submitTime && (!dueTime || timestampDate(dueTime).getTime() > Date.now());
}
