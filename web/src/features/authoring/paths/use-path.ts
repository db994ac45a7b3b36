import type { Language } from "@platform/connect/platform/common/v1/common_pb.ts";
import type { GetPathResponse } from "@platform/connect/platform/learning/v1/path_service_pb.ts";
import { useEffect, useRef, useState } from "react";
import { pathClient, readPathsAnew } from "./acts.ts";
import { type EditedStep, stepsOf, tidySteps } from "./steps.ts";

/** What of a path is written. */
export interface PathForm {
  title: string;
  summary: string;
  language: Language;
  steps: EditedStep[];
}

const quietMs = 600;

/** A path that is written: each change is saved once the writer pauses, one save after the other. */
export function usePath({ path, steps }: GetPathResponse) {
  const pathId = path?.id ?? "";
  const [form, setForm] = useState<PathForm>({
    title: path?.title ?? "",
    summary: path?.summary ?? "",
    language: path?.language ?? 0,
    steps: stepsOf({ steps }),
  });
  const [state, setState] = useState<"saved" | "unsaved" | "failed">("saved");
  const [error, setError] = useState<unknown>();
  const newest = useRef(form);
  const revision = useRef(path?.revision ?? 0);
  const saving = useRef<Promise<void>>(undefined);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  async function saveNewest(): Promise<void> {
    const sent = newest.current;
    if (sent.title.trim() === "") return;
    try {
      const steps = sent.steps.map(({ courseId, afterIds, optional }) => ({ courseId, afterIds, optional }));
      const answer = await pathClient.updatePath({ ...sent, pathId, revision: revision.current, steps });
      revision.current = answer.path?.revision ?? revision.current;
      setError(undefined);
      if (newest.current !== sent) return await saveNewest();
      setState("saved");
      await readPathsAnew();
    } catch (failure) {
      setError(failure);
      setState("failed");
    }
  }

  /** Saves what is not saved yet, after the save that is under way. */
  async function flush(): Promise<void> {
    clearTimeout(timer.current);
    timer.current = undefined;
    await saving.current;
    saving.current = saveNewest();
    await saving.current;
  }

  const latest = useRef(flush);
  latest.current = flush;
  // Who leaves within the pause has their last change saved too.
  useEffect(() => () => void (timer.current !== undefined && latest.current()), []);

  function change(part: Partial<PathForm>) {
    const next = { ...newest.current, ...part };
    newest.current = { ...next, steps: tidySteps(next.steps) };
    setForm(newest.current);
    setState("unsaved");
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void flush(), quietMs);
  }

  return { form, change, state, error, flush };
}
