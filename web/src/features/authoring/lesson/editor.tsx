import { Button } from "@mantine/core";
import type { GetDraftLessonResponse } from "@platform/connect/platform/learning/v1/authoring_service_pb.ts";
import { useEffect, useRef, useState } from "react";
import { FormFailure } from "../../../components/forms.tsx";
import { LeaveGuard } from "../../../components/leave-guard.tsx";
import { moved, useReorder } from "../../../components/reorder.ts";
import { readFailure } from "../../../lib/failure.ts";
import { toast } from "../../../lib/toasts.ts";
import { useWords } from "../../../lib/words.ts";
import { AddBlock } from "./add-block.tsx";
import { BlockCard } from "./block-card.tsx";
import { type BlockKind, duplicate, type EditedBlock, newBlock } from "./edited.ts";
import { GradingForm } from "./grading-form.tsx";
import styles from "./lesson.module.css";
import { useLesson } from "./use-lesson.ts";
import { lessonWords } from "./words.ts";

/** Writes a lesson: its blocks, and how its questions count. */
export function LessonEditor({
  courseId,
  lesson,
  categories,
  onReadAnew,
}: {
  courseId: string;
  lesson: GetDraftLessonResponse;
  categories: string[];
  onReadAnew: () => void;
}) {
  const words = useWords(lessonWords);
  const { edited, change, dirty, save, restored, discard } = useLesson(courseId, lesson);
  const [assets, setAssets] = useState(lesson.assets);
  const [said, setSaid] = useState("");
  const page = useRef<HTMLDivElement>(null);
  const { blocks, grading } = edited;
  const failure = save.error ? readFailure(save.error) : undefined;
  const violations = failure?.fields ?? {};
  const counts = blocks.some(({ block: { content } }) =>
    content.case === "package"
      ? content.value.points > 0
      : ["question", "draw", "assignment"].includes(content.case ?? ""),
  );

  const setBlocks = (next: (blocks: EditedBlock[]) => EditedBlock[]) =>
    change((now) => ({ ...now, blocks: next(now.blocks) }));

  function add(kind: BlockKind, at: number) {
    const block = newBlock(kind);
    setBlocks((now) => now.toSpliced(at, 0, block));
    requestAnimationFrame(() =>
      document.getElementById(`block-${block.key}`)?.querySelector<HTMLElement>("textarea, input, button")?.focus(),
    );
  }

  function move(from: number, to: number) {
    setBlocks((now) => moved(now, from, to));
    setSaid(words("moved", { place: to + 1, count: blocks.length }));
  }

  function remove(at: number) {
    const gone = blocks[at];
    setBlocks((now) => now.filter((block) => block !== gone));
    if (!gone) return;
    toast({
      text: words("removed"),
      action: { label: words("undo"), run: () => setBlocks((now) => now.toSpliced(at, 0, gone)) },
    });
  }

  const saveNow = useRef<() => void>(() => {});
  saveNow.current = () => {
    if (dirty && !save.isPending) save.mutate();
  };
  useEffect(() => {
    function listen(event: KeyboardEvent) {
      if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "s") return;
      event.preventDefault();
      saveNow.current();
    }
    window.addEventListener("keydown", listen);
    return () => window.removeEventListener("keydown", listen);
  }, []);

  // The first thing that is wrong comes into sight.
  useEffect(() => {
    if (!save.error) return;
    requestAnimationFrame(() =>
      page.current?.querySelector("[aria-invalid=true], [role=alert]")?.scrollIntoView({ block: "center" }),
    );
  }, [save.error]);

  const { item, handle } = useReorder(blocks.length, move);
  const conflict = failure?.reason === "DRAFT_CHANGED";
  return (
    <div ref={page} className={styles.editor}>
      {restored && (
        <div className={styles.restored} role="status">
          <span>{words("restored")}</span>
          <Button size="sm" variant="default" onClick={discard}>
            {words("discard")}
          </Button>
        </div>
      )}
      {blocks.length === 0 && <p className="quiet">{words("empty")}</p>}
      <ul className={styles.blocks}>
        {blocks.map((each, index) => (
          <BlockCard
            key={each.key}
            courseId={courseId}
            edited={each}
            place={index}
            count={blocks.length}
            assets={assets}
            violations={violations}
            item={item(index)}
            handle={handle(index)}
            onAsset={(asset) => setAssets((now) => [...now.filter(({ name }) => name !== asset.name), asset])}
            onChange={(block) =>
              setBlocks((now) => now.map((other) => (other.key === each.key ? { ...other, block } : other)))
            }
            onMove={(to) => move(index, to)}
            onDuplicate={() => setBlocks((now) => now.toSpliced(index + 1, 0, duplicate(each)))}
            onRemove={() => remove(index)}
          />
        ))}
      </ul>
      <AddBlock onAdd={(kind) => add(kind, blocks.length)} />
      {counts && (
        <GradingForm
          grading={grading}
          categories={categories}
          violations={violations}
          courseId={courseId}
          onChange={(next) => change((now) => ({ ...now, grading: next }))}
        />
      )}
      {conflict && (
        <div className={styles.restored} role="alert">
          <span>{words("changed")}</span>
          <Button
            size="sm"
            variant="default"
            onClick={() => {
              discard();
              onReadAnew();
            }}
          >
            {words("readAnew")}
          </Button>
        </div>
      )}
      {failure && !conflict && Object.keys(violations).length === 0 && <FormFailure error={save.error} />}
      <div className={styles.bar}>
        <span role="status" data-wrong={Object.keys(violations).length > 0 || undefined}>
          {Object.keys(violations).length > 0
            ? words("wrong")
            : dirty
              ? words("unsaved")
              : save.isSuccess && words("saved")}
        </span>
        <Button disabled={!dirty || conflict} loading={save.isPending} onClick={() => save.mutate()}>
          {words("save")}
        </Button>
      </div>
      <span className="hidden" role="status">
        {said}
      </span>
      {dirty && <LeaveGuard onSave={() => save.mutateAsync()} />}
    </div>
  );
}
