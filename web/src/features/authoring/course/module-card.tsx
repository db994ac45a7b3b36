import { IconArrowDown, IconArrowUp, IconDots, IconGripVertical, IconPencil, IconTrash } from "@tabler/icons-react";
import { type HTMLAttributes, useState } from "react";
import { MenuButton, MenuLine } from "../../../components/menu-items.tsx";
import { Popup } from "../../../components/popup.tsx";
import { useReorder } from "../../../components/reorder.ts";
import { useWords } from "../../../lib/words.ts";
import { AddItem } from "./add-item.tsx";
import styles from "./course.module.css";
import { LessonRow } from "./lesson-row.tsx";
import type { EditedLesson, EditedModule } from "./outline-changes.ts";
import { RenameForm } from "./rename-form.tsx";
import { courseWords } from "./words.ts";

const look = { size: 18, stroke: 1.7, "aria-hidden": true } as const;

/** A module with its lessons. */
export function ModuleCard({
  courseId,
  module,
  first,
  last,
  item,
  handle,
  onStep,
  onRename,
  onRemove,
  onAddLesson,
  onMoveLesson,
  onStepLesson,
  onChangeLesson,
  onRemoveLesson,
}: {
  courseId: string;
  module: EditedModule;
  first: boolean;
  last: boolean;
  item: HTMLAttributes<HTMLElement>;
  handle: HTMLAttributes<HTMLElement>;
  onStep: (direction: -1 | 1) => void;
  onRename: (title: string) => void;
  onRemove: () => void;
  onAddLesson: (title: string) => void;
  onMoveLesson: (from: number, to: number) => void;
  onStepLesson: (key: string, direction: -1 | 1) => void;
  onChangeLesson: (key: string, next: { title: string; section: string }) => void;
  onRemoveLesson: (lesson: EditedLesson) => void;
}) {
  const words = useWords(courseWords);
  const [renaming, setRenaming] = useState(false);
  const lessons = module.lessons.filter(({ removed }) => !removed);
  const order = useReorder(lessons.length, onMoveLesson);
  return (
    <li className={`card ${styles.module}`} {...item}>
      {renaming ? (
        <RenameForm
          title={module.title}
          label={words("moduleTitle")}
          onClose={() => setRenaming(false)}
          onSave={({ title }) => onRename(title)}
        />
      ) : (
        <div className={styles.moduleHead}>
          <span className={styles.grip} {...handle} aria-hidden>
            <IconGripVertical {...look} />
          </span>
          <h2>{module.title}</h2>
          <Popup
            label={words("actionsOf", { title: module.title })}
            className={styles.menuSmall}
            button={
              <>
                <IconDots {...look} />
                <span className="hidden">{words("actionsOf", { title: module.title })}</span>
              </>
            }
          >
            {(close) => {
              const act = (run: () => void) => () => {
                close();
                run();
              };
              return (
                <>
                  <MenuButton icon={<IconPencil {...look} />} onClick={act(() => setRenaming(true))}>
                    {words("rename")}
                  </MenuButton>
                  {!first && (
                    <MenuButton icon={<IconArrowUp {...look} />} onClick={act(() => onStep(-1))}>
                      {words("up")}
                    </MenuButton>
                  )}
                  {!last && (
                    <MenuButton icon={<IconArrowDown {...look} />} onClick={act(() => onStep(1))}>
                      {words("down")}
                    </MenuButton>
                  )}
                  <MenuLine />
                  <MenuButton icon={<IconTrash {...look} />} onClick={act(onRemove)}>
                    {words("remove")}
                  </MenuButton>
                </>
              );
            }}
          </Popup>
        </div>
      )}
      <ul className={styles.lessons}>
        {lessons.map((lesson, index) => (
          <LessonRow
            key={lesson.key}
            courseId={courseId}
            lesson={lesson}
            section={lesson.section !== lessons[index - 1]?.section ? lesson.section : ""}
            first={first && index === 0}
            last={last && index === lessons.length - 1}
            item={order.item(index)}
            handle={order.handle(index)}
            onStep={(direction) => onStepLesson(lesson.key, direction)}
            onChange={(next) => onChangeLesson(lesson.key, next)}
            onRemove={() => onRemoveLesson(lesson)}
          />
        ))}
      </ul>
      <AddItem label={words("lessonTitle")} action={words("addLesson")} onAdd={onAddLesson} />
    </li>
  );
}
