import { create, fromJsonString, toJsonString } from "@bufbuild/protobuf";
import { createClient } from "@connectrpc/connect";
import {
  AuthoringService,
  type GetDraftLessonResponse,
  UpdateLessonRequestSchema,
} from "@platform/connect/platform/learning/v1/authoring_service_pb.ts";
import { useMutation } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState } from "react";
import { transport } from "../../../lib/transport.ts";
import { readDraftAnew } from "../refresh.ts";
import { type EditedLesson, toEdited } from "./edited.ts";

const client = createClient(AuthoringService, transport);

/** The lesson that is written. What is not saved stays in the tab, so that leaving loses nothing. */
export function useLesson(courseId: string, read: GetDraftLessonResponse) {
  const lessonId = read.lesson?.id ?? "";
  const name = `lesson ${lessonId}`;
  const [restored, setRestored] = useState(() => readKept(name));
  const [edited, setEdited] = useState(() => restored ?? toEdited(read.blocks, read.lesson?.grading));
  const [dirty, setDirty] = useState(restored !== undefined);
  const revision = useRef(read.revision);
  const now = useRef(edited);
  now.current = edited;

  const change = useCallback((next: (lesson: EditedLesson) => EditedLesson) => {
    setEdited(next);
    setDirty(true);
  }, []);

  const toRequest = useCallback(
    () =>
      create(UpdateLessonRequestSchema, {
        courseId,
        lessonId,
        revision: revision.current,
        blocks: now.current.blocks.map(({ block }) => block),
        grading: now.current.grading,
      }),
    [courseId, lessonId],
  );

  const unsaved = useRef(dirty);
  unsaved.current = dirty;
  const keepNow = useCallback(() => {
    if (unsaved.current) keep(name, toJsonString(UpdateLessonRequestSchema, toRequest()));
    else sessionStorage.removeItem(name);
  }, [name, toRequest]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each change is kept, a moment after it.
  useEffect(() => {
    const timer = setTimeout(keepNow, 400);
    return () => clearTimeout(timer);
  }, [dirty, edited, keepNow]);
  useEffect(() => keepNow, [keepNow]);

  const save = useMutation({
    mutationFn: async () => {
      const sent = now.current;
      const answer = await client.updateLesson(toRequest());
      revision.current = answer.revision;
      // What was typed meanwhile stays; blocks get the ids that they were given.
      const ids = new Map(sent.blocks.map(({ key }, index) => [key, answer.blocks[index]?.id ?? ""]));
      setEdited((lesson) => ({
        ...lesson,
        blocks: lesson.blocks.map(({ key, block }) => ({
          key,
          block: { ...block, id: block.id || ids.get(key) || "" },
        })),
      }));
      if (now.current === sent) setDirty(false);
      setRestored(undefined);
      await readDraftAnew();
    },
  });

  function discard() {
    setEdited(toEdited(read.blocks, read.lesson?.grading));
    setDirty(false);
    setRestored(undefined);
  }

  return { edited, change, dirty, save, restored: restored !== undefined, discard };
}

function keep(name: string, text: string): void {
  try {
    sessionStorage.setItem(name, text);
  } catch {
    // A tab without room for it keeps what it shows.
  }
}

function readKept(name: string): EditedLesson | undefined {
  const text = sessionStorage.getItem(name);
  if (!text) return undefined;
  try {
    const { blocks, grading } = fromJsonString(UpdateLessonRequestSchema, text);
    return toEdited(blocks, grading);
  } catch {
    return undefined;
  }
}
