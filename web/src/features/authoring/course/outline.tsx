import { Button } from "@mantine/core";
import type { GetDraftResponse } from "@platform/connect/platform/learning/v1/authoring_service_pb.ts";
import { IconListTree } from "@tabler/icons-react";
import { useCallback, useEffect, useRef, useState } from "react";
import { useOutletContext } from "react-router";
import { moved, useReorder } from "../../../components/reorder.ts";
import { Empty } from "../../../components/states.tsx";
import { readFailure } from "../../../lib/failure.ts";
import { toast } from "../../../lib/toasts.ts";
import { useWords } from "../../../lib/words.ts";
import { AddItem } from "./add-item.tsx";
import styles from "./course.module.css";
import { ModuleCard } from "./module-card.tsx";
import {
  addLesson,
  changeItem,
  dropItem,
  type EditedModule,
  moveLesson,
  newLesson,
  newModule,
  stepLesson,
} from "./outline-changes.ts";
import { useOutline } from "./use-outline.ts";
import { courseWords } from "./words.ts";

const undoFor = 9000;

/** The outline of a course, changed in place; every change is saved at once. */
export default function OutlineEditor() {
  const words = useWords(courseWords);
  const draft = useOutletContext<GetDraftResponse>();
  const { modules, current, show, change, saving, error, readAnew, save } = useOutline(draft);
  const [said, setSaid] = useState("");
  const shown = modules.filter(({ removed }) => !removed);
  const courseId = draft.course?.id ?? "";

  // What was deleted leaves the service, with its content, once it can no longer be undone.
  const leaving = useRef(new Map<string, ReturnType<typeof setTimeout>>());
  const drop = useCallback(
    (key: string) => {
      clearTimeout(leaving.current.get(key));
      leaving.current.delete(key);
      change(dropItem(current.current, key));
    },
    [change, current],
  );
  useEffect(() => {
    const waiting = leaving.current;
    return () => {
      for (const key of [...waiting.keys()]) drop(key);
    };
  }, [drop]);

  function remove(key: string, text: string) {
    show(changeItem(modules, key, { removed: true }));
    leaving.current.set(
      key,
      setTimeout(() => drop(key), undoFor),
    );
    toast({
      text,
      action: {
        label: words("undo"),
        run: () => {
          clearTimeout(leaving.current.get(key));
          leaving.current.delete(key);
          show(changeItem(current.current, key, { removed: false }));
        },
      },
    });
  }

  function moveModule(from: number, to: number) {
    const at = (index: number) => modules.findIndex(({ key }) => key === shown[index]?.key);
    change(moved(modules, at(from), at(to)));
    setSaid(words("movedTo", { title: shown[from]?.title, place: to + 1, count: shown.length }));
  }

  function placeLesson(module: EditedModule, from: number, to: number) {
    const seen = module.lessons.filter(({ removed }) => !removed);
    const at = (index: number) => module.lessons.findIndex(({ key }) => key === seen[index]?.key);
    change(moveLesson(modules, module.key, at(from), at(to)));
    setSaid(words("movedTo", { title: seen[from]?.title, place: to + 1, count: seen.length }));
  }

  function step(key: string, direction: -1 | 1) {
    change(stepLesson(modules, key, direction));
    requestAnimationFrame(() => document.getElementById(`lesson-${key}`)?.focus());
  }

  const { item, handle } = useReorder(shown.length, moveModule);
  return (
    <div className={styles.outline}>
      <SaveState
        saving={saving}
        error={error}
        onRetry={() => void (readFailure(error).reason === "DRAFT_CHANGED" ? readAnew() : save())}
      />
      {shown.length === 0 && (
        <Empty
          small
          icon={<IconListTree size={28} stroke={1.5} aria-hidden />}
          title={words("empty")}
          text={words("emptyText")}
        />
      )}
      <ul className={styles.modules}>
        {shown.map((module, index) => (
          <ModuleCard
            key={module.key}
            courseId={courseId}
            module={module}
            first={index === 0}
            last={index === shown.length - 1}
            item={item(index)}
            handle={handle(index)}
            onStep={(direction) => moveModule(index, index + direction)}
            onRename={(title) => change(changeItem(modules, module.key, { title }))}
            onRemove={() => remove(module.key, words("removedModule", { title: module.title }))}
            onAddLesson={(title) =>
              change(addLesson(modules, module.key, newLesson(title, module.lessons.at(-1)?.section ?? "")))
            }
            onMoveLesson={(from, to) => placeLesson(module, from, to)}
            onStepLesson={step}
            onChangeLesson={(key, next) => change(changeItem(modules, key, next))}
            onRemoveLesson={(lesson) => remove(lesson.key, words("removedLesson", { title: lesson.title }))}
          />
        ))}
      </ul>
      <AddItem
        label={words("moduleTitle")}
        action={words("addModule")}
        prominent={shown.length === 0}
        onAdd={(title) => change([...modules, newModule(title)])}
      />
      {shown.length > 0 && <p className={styles.hint}>{words("dragHint")}</p>}
      <span className="hidden" role="status">
        {said}
      </span>
    </div>
  );
}

function SaveState({ saving, error, onRetry }: { saving: boolean; error: unknown; onRetry: () => void }) {
  const words = useWords(courseWords);
  const [touched, setTouched] = useState(false);
  useEffect(() => {
    if (saving) setTouched(true);
  }, [saving]);
  if (error) {
    const changed = readFailure(error).reason === "DRAFT_CHANGED";
    return (
      <div className={styles.changed} role="alert">
        <span>{words(changed ? "changed" : "notSaved")}</span>
        <Button size="sm" variant="default" onClick={onRetry}>
          {words(changed ? "readAnew" : "retry")}
        </Button>
      </div>
    );
  }
  return (
    <span className={styles.saved} role="status">
      {saving ? words("saving") : touched && words("saved")}
    </span>
  );
}
