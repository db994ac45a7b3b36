import { createClient } from "@connectrpc/connect";
import {
  AuthoringService,
  type GetDraftResponse,
} from "@platform/connect/platform/learning/v1/authoring_service_pb.ts";
import type { Module } from "@platform/connect/platform/learning/v1/course_pb.ts";
import { useCallback, useEffect, useRef, useState } from "react";
import { transport } from "../../../lib/transport.ts";
import { readDraftAnew } from "../refresh.ts";
import type { EditedModule } from "./outline-changes.ts";

const client = createClient(AuthoringService, transport);

/** An outline that is saved after each change; changes that come meanwhile wait for the one that is under way. */
export function useOutline(draft: GetDraftResponse) {
  const courseId = draft.course?.id ?? "";
  const [modules, setModules] = useState(() => draft.modules.map(toEdited));
  const [saving, setSaving] = useState(false);
  const [error, setError] = useState<unknown>();
  const now = useRef(modules);
  const revision = useRef(draft.revision);
  const busy = useRef(false);
  const again = useRef(false);

  const show = useCallback((next: EditedModule[]) => {
    now.current = next;
    setModules(next);
  }, []);

  const adopt = useCallback(
    (found: GetDraftResponse) => {
      revision.current = found.revision;
      setError(undefined);
      show(found.modules.map(toEdited));
    },
    [show],
  );

  // The lesson editor, or another author, may have brought the draft further.
  useEffect(() => {
    if (!busy.current && draft.revision > revision.current) adopt(draft);
  }, [draft, adopt]);

  const save = useCallback(async () => {
    if (busy.current) {
      again.current = true;
      return;
    }
    busy.current = true;
    setSaving(true);
    try {
      do {
        again.current = false;
        const sent = now.current;
        const answer = await client.updateOutline({
          courseId,
          revision: revision.current,
          modules: sent.map(({ id, title, lessons }) => ({
            id,
            title,
            lessons: lessons.map((lesson) => ({ id: lesson.id, title: lesson.title, section: lesson.section })),
          })),
        });
        revision.current = answer.revision;
        show(withIds(now.current, sent, answer.modules));
      } while (again.current);
      setError(undefined);
      void readDraftAnew();
    } catch (failure) {
      setError(failure);
    } finally {
      busy.current = false;
      setSaving(false);
    }
  }, [courseId, show]);

  /** Shows an outline, and saves it. */
  const change = useCallback(
    (next: EditedModule[]) => {
      show(next);
      void save();
    },
    [show, save],
  );

  const readAnew = useCallback(async () => adopt(await client.getDraft({ courseId })), [adopt, courseId]);

  return { modules, current: now, show, change, save, saving, error, readAnew };
}

function toEdited({ id, title, lessons }: Module): EditedModule {
  return {
    key: id,
    id,
    title,
    lessons: lessons.map((lesson) => ({
      key: lesson.id,
      id: lesson.id,
      title: lesson.title,
      section: lesson.section,
      blocks: lesson.blockCount,
      questions: lesson.questionCount,
      category: lesson.grading?.category ?? "",
    })),
  };
}

/** Gives what was new when it was sent the ids that it got. */
function withIds(modules: EditedModule[], sent: EditedModule[], answered: Module[]): EditedModule[] {
  const ids = new Map<string, string>();
  for (const [at, module] of sent.entries()) {
    ids.set(module.key, answered[at]?.id ?? "");
    for (const [place, lesson] of module.lessons.entries()) {
      ids.set(lesson.key, answered[at]?.lessons[place]?.id ?? "");
    }
  }
  return modules.map((module) => ({
    ...module,
    id: module.id || (ids.get(module.key) ?? ""),
    lessons: module.lessons.map((lesson) => ({ ...lesson, id: lesson.id || (ids.get(lesson.key) ?? "") })),
  }));
}
