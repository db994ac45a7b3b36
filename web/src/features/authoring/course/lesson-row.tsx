import { IconArrowDown, IconArrowUp, IconDots, IconGripVertical, IconPencil, IconTrash } from "@tabler/icons-react";
import { type HTMLAttributes, type KeyboardEvent, useState } from "react";
import { Link } from "react-router";
import { MenuButton, MenuLine } from "../../../components/menu-items.tsx";
import { Popup } from "../../../components/popup.tsx";
import { useWords } from "../../../lib/words.ts";
import styles from "./course.module.css";
import type { EditedLesson } from "./outline-changes.ts";
import { RenameForm } from "./rename-form.tsx";
import { courseWords } from "./words.ts";

const look = { size: 18, stroke: 1.7, "aria-hidden": true } as const;

/** A lesson in the outline: its name leads to its content. */
export function LessonRow({
  courseId,
  lesson,
  section,
  first,
  last,
  item,
  handle,
  onStep,
  onChange,
  onRemove,
}: {
  courseId: string;
  lesson: EditedLesson;
  section: string;
  first: boolean;
  last: boolean;
  item: HTMLAttributes<HTMLElement>;
  handle: HTMLAttributes<HTMLElement>;
  onStep: (direction: -1 | 1) => void;
  onChange: (next: { title: string; section: string }) => void;
  onRemove: () => void;
}) {
  const words = useWords(courseWords);
  const [renaming, setRenaming] = useState(false);
  const { key, id, title, blocks, questions, category } = lesson;
  const about = [
    blocks > 0 ? words("blocks", { count: blocks }) : words("noContent"),
    questions > 0 && words("questions", { count: questions }),
    category,
  ].filter(Boolean);

  // At the edge of its module a lesson goes on into the next one.
  function step(event: KeyboardEvent) {
    const direction = event.key === "ArrowUp" ? -1 : event.key === "ArrowDown" ? 1 : undefined;
    if (!event.altKey || !direction) return;
    event.preventDefault();
    event.stopPropagation();
    onStep(direction);
  }

  return (
    <li className={styles.lessonItem} {...item} onKeyDown={step}>
      {section && <h3 className={styles.section}>{section}</h3>}
      {renaming ? (
        <RenameForm
          title={title}
          label={words("lessonTitle")}
          section={lesson.section}
          onClose={() => setRenaming(false)}
          onSave={onChange}
        />
      ) : (
        <div className={styles.lesson}>
          <span className={styles.grip} {...handle} aria-hidden>
            <IconGripVertical {...look} />
          </span>
          <span className={styles.lessonText}>
            {id ? (
              <Link id={`lesson-${key}`} to={`/authoring/${courseId}/lessons/${id}`}>
                {title}
              </Link>
            ) : (
              <span>{title}</span>
            )}
            <span className={styles.lessonAbout}>{about.join(" · ")}</span>
          </span>
          <Popup
            label={words("actionsOf", { title })}
            className={styles.menuSmall}
            button={
              <>
                <IconDots {...look} />
                <span className="hidden">{words("actionsOf", { title })}</span>
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
                    {words("renameLesson")}
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
    </li>
  );
}
