import { ArticleState } from "@platform/connect/platform/news/v1/article_pb.ts";
import type { Draft } from "@platform/connect/platform/news/v1/editorial_service_pb.ts";
import { useEffect, useRef, useState } from "react";
import { readFailure } from "../../../lib/failure.ts";
import { editorial, readNewsAnew } from "./client.ts";
import { changedPaths, type Fields, fieldsOf, wrongFields } from "./fields.ts";

const quietMs = 1500;

export type SaveState = "saved" | "unsaved" | "saving" | "failed" | "conflict";

/**
 * An article under the pen. A draft saves itself after a moment of silence; what everybody reads changes when its writer
 * says so. One save runs at a time, and each names the revision that the one before it made.
 */
export function useDraft(start: Draft) {
  const [draft, setDraft] = useState(start);
  const [saved, setSaved] = useState(() => fieldsOf(start));
  const [fields, setFields] = useState(saved);
  const [error, setError] = useState<unknown>();
  const [saving, setSaving] = useState(false);
  const now = useRef({ draft, saved, fields });
  now.current = { draft, saved, fields };
  const queue = useRef(Promise.resolve());

  const paths = changedPaths(saved, fields);
  const wrong = wrongFields(fields);
  const dirty = paths.length > 0;
  const isDraft = draft.article?.head?.state === ArticleState.DRAFT;
  const conflict = error !== undefined && readFailure(error).reason === "ARTICLE_CHANGED";

  /** Runs one call after the other; what it answers is the article from then on. */
  function run(call: () => Promise<Draft | undefined>): Promise<void> {
    const mine = queue.current.then(async () => {
      const next = await call();
      if (!next) return;
      now.current.draft = next;
      setDraft(next);
      await readNewsAnew();
    });
    queue.current = mine.catch(() => undefined);
    return mine;
  }

  /** Saves what was changed, and a cover where one is named (empty takes it away). */
  async function save(coverUploadKey?: string): Promise<void> {
    setSaving(true);
    try {
      await run(async () => {
        const { draft: read, saved: before, fields: sent } = now.current;
        const mask = [...changedPaths(before, sent), ...(coverUploadKey === undefined ? [] : ["cover"])];
        if (mask.length === 0) return undefined;
        const { draft: next } = await editorial.updateArticle({
          articleId: read.article?.head?.id ?? "",
          revision: read.revision,
          updateMask: { paths: mask },
          coverUploadKey: coverUploadKey ?? "",
          ...sent,
        });
        if (next) settle(sent, fieldsOf(next).slug);
        return next;
      });
      setError(undefined);
    } catch (failure) {
      setError(failure);
      throw failure;
    } finally {
      setSaving(false);
    }
  }

  // What was typed meanwhile stays, and blanks that the service takes off do not vanish under the pen.
  function settle(sent: Fields, slug: string) {
    const kept = { ...sent, slug };
    now.current.saved = kept;
    setSaved(kept);
    setFields((typed) => (typed.slug === sent.slug ? { ...typed, slug } : typed));
  }

  const saveNow = useRef(save);
  saveNow.current = save;
  const waits = isDraft && dirty && wrong.length === 0 && !saving && error === undefined;
  // biome-ignore lint/correctness/useExhaustiveDependencies: each keystroke makes it wait anew.
  useEffect(() => {
    if (!waits) return;
    const timer = setTimeout(() => void saveNow.current().catch(() => undefined), quietMs);
    return () => clearTimeout(timer);
  }, [waits, fields]);

  return {
    draft,
    fields,
    wrong,
    dirty,
    isDraft,
    error: conflict ? undefined : error,
    state: stateOf({ saving, conflict, failed: error !== undefined, dirty }),
    change(part: Partial<Fields>) {
      setFields((typed) => ({ ...typed, ...part }));
      // A failure is tried again with what is typed next; a conflict waits for a decision.
      if (!conflict) setError(undefined);
    },
    save,
    /** Saves what waits, then does something else with the article. */
    async act(call: (articleId: string) => Promise<{ draft?: Draft | undefined }>): Promise<void> {
      await save();
      await run(async () => (await call(now.current.draft.article?.head?.id ?? "")).draft);
    },
    /** After somebody else saved: goes on from what they saved, with one's own words or with theirs. */
    async goOn(mine: boolean): Promise<void> {
      await run(async () => {
        const { draft: theirs } = await editorial.getDraft({ articleId: now.current.draft.article?.head?.id ?? "" });
        if (!theirs) return undefined;
        const said = fieldsOf(theirs);
        now.current.saved = said;
        setSaved(said);
        if (!mine) setFields(said);
        return theirs;
      });
      setError(undefined);
      if (mine) await save().catch(() => undefined);
    },
  };
}

export type DraftUnderPen = ReturnType<typeof useDraft>;

function stateOf(what: { saving: boolean; conflict: boolean; failed: boolean; dirty: boolean }): SaveState {
  if (what.conflict) return "conflict";
  if (what.saving) return "saving";
  if (what.failed) return "failed";
  return what.dirty ? "unsaved" : "saved";
}
