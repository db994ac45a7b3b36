import { createClient } from "@connectrpc/connect";
import { createConnectQueryKey } from "@connectrpc/connect-query";
import {
  CatalogueService,
  type GetCourseResponse,
} from "@platform/connect/platform/learning/v1/catalogue_service_pb.ts";
import type { Progress } from "@platform/connect/platform/learning/v1/enrolment_pb.ts";
import {
  EnrolmentService,
  type GetLessonResponse,
} from "@platform/connect/platform/learning/v1/enrolment_service_pb.ts";
import { useCallback, useEffect, useRef, useState } from "react";
import { queryClient } from "../../../lib/query.ts";
import { toast } from "../../../lib/toasts.ts";
import { transport } from "../../../lib/transport.ts";
import { useWords } from "../../../lib/words.ts";
import { isReadable } from "../answerable.ts";
import { readProgressAnew } from "../progress.ts";
import { playerWords } from "./words.ts";

const client = createClient(EnrolmentService, transport);
const gatherFor = 1200;

/** Marks blocks as done while they are read, a few at a time, and notices when the course is passed by it. */
export function useReading(
  courseId: string,
  lessonId: string,
  course: GetCourseResponse | undefined,
  lesson: GetLessonResponse | undefined,
) {
  const words = useWords(playerWords);
  const enrolled = Boolean(course?.enrolment);
  const wasPassed = course?.enrolment?.progress?.passed ?? false;
  const known = useRef(new Set<string>());
  const waiting = useRef(new Set<string>());
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const [done, setDone] = useState(0);
  const [passed, setPassed] = useState<{ grade: number; certificateId: string }>();

  useEffect(() => {
    for (const id of lesson?.doneBlockIds ?? []) known.current.add(id);
    setDone(known.current.size);
  }, [lesson]);

  const progressed = useCallback(
    (progress: Progress | undefined, certificateId = "") => {
      if (!progress) return;
      queryClient.setQueriesData<GetCourseResponse>(
        {
          queryKey: createConnectQueryKey({
            schema: CatalogueService.method.getCourse,
            input: { courseId },
            transport,
            cardinality: "finite",
          }),
        },
        (data) => data?.enrolment && { ...data, enrolment: { ...data.enrolment, progress } },
      );
      if (progress.passed && !wasPassed) {
        setPassed({ grade: progress.grade, certificateId });
        void readProgressAnew();
      }
    },
    [courseId, wasPassed],
  );

  const send = useCallback(async () => {
    clearTimeout(timer.current);
    const blockIds = [...waiting.current];
    if (blockIds.length === 0) return;
    waiting.current.clear();
    try {
      const { progress } = await client.completeBlocks({ courseId, lessonId, blockIds });
      progressed(progress);
    } catch {
      for (const id of blockIds) known.current.delete(id);
      toast({ text: words("notKept"), failed: true });
    }
  }, [courseId, lessonId, progressed, words]);

  const complete = useCallback(
    (blockId: string) => {
      if (!enrolled || known.current.has(blockId)) return;
      known.current.add(blockId);
      waiting.current.add(blockId);
      setDone(known.current.size);
      clearTimeout(timer.current);
      timer.current = setTimeout(send, gatherFor);
    },
    [enrolled, send],
  );

  const completeAll = useCallback(async () => {
    for (const block of lesson?.blocks ?? []) if (isReadable(block)) complete(block.id);
    await send();
  }, [lesson, complete, send]);

  // Who leaves by another way has read what was seen.
  useEffect(() => () => void send(), [send]);

  return { done, complete, completeAll, progressed, passed, closePassed: () => setPassed(undefined) };
}
