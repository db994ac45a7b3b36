import { ActionIcon, Button } from "@mantine/core";
import type { Question_Choice } from "@platform/connect/platform/learning/v1/course_pb.ts";
import { IconArrowDown, IconArrowUp, IconGripVertical } from "@tabler/icons-react";
import { useRef, useState } from "react";
import { Markdown } from "../../../components/markdown/markdown.tsx";
import { plain } from "../../../components/markdown/plain.ts";
import { moved, useReorder } from "../../../components/reorder.ts";
import { useWords } from "../../../lib/words.ts";
import styles from "./answers.module.css";
import { quizWords } from "./words.ts";

/** Things to put in order: dragged, or moved step by step. It is an answer once something was moved, or confirmed. */
export function Ordering({
  choices,
  order,
  onOrder,
}: {
  choices: Question_Choice[];
  order: string[];
  onOrder: (order: string[]) => void;
}) {
  const words = useWords(quizWords);
  const [said, setSaid] = useState("");
  const list = useRef<HTMLOListElement>(null);
  const ids = order.length > 0 ? order : choices.map(({ id }) => id);
  const texts = new Map(choices.map(({ id, text }) => [id, text]));
  const name = (id: string) => plain(texts.get(id) ?? "");

  function move(from: number, to: number, focus?: "up" | "down") {
    const id = ids[from] ?? "";
    onOrder(moved(ids, from, to));
    setSaid(words("placed", { item: name(id), place: to + 1, count: ids.length }));
    if (!focus) return;
    requestAnimationFrame(() => {
      const row = list.current?.children[to];
      const buttons = [...(row?.querySelectorAll<HTMLButtonElement>("button") ?? [])];
      const wanted = buttons[focus === "up" ? 0 : 1];
      (wanted?.disabled ? buttons.find((button) => !button.disabled) : wanted)?.focus();
    });
  }
  const { item, handle } = useReorder(ids.length, move);

  return (
    <div>
      <p className={styles.how}>{words("order")}</p>
      <ol ref={list} className={styles.order}>
        {ids.map((id, index) => (
          <li key={id} className={styles.orderItem} {...item(index)}>
            <span className={styles.grip} {...handle(index)} aria-hidden>
              <IconGripVertical size={18} stroke={1.7} />
            </span>
            <span className={styles.orderPlace}>{index + 1}</span>
            <div>
              <Markdown text={texts.get(id) ?? ""} small />
            </div>
            <ActionIcon
              variant="subtle"
              color="gray"
              size={40}
              disabled={index === 0}
              aria-label={words("up", { item: name(id) })}
              onClick={() => move(index, index - 1, "up")}
            >
              <IconArrowUp size={18} aria-hidden />
            </ActionIcon>
            <ActionIcon
              variant="subtle"
              color="gray"
              size={40}
              disabled={index === ids.length - 1}
              aria-label={words("down", { item: name(id) })}
              onClick={() => move(index, index + 1, "down")}
            >
              <IconArrowDown size={18} aria-hidden />
            </ActionIcon>
          </li>
        ))}
      </ol>
      {order.length === 0 && (
        <Button variant="default" size="sm" mt="sm" onClick={() => onOrder(ids)}>
          {words("keepOrder")}
        </Button>
      )}
      <span className="hidden" role="status">
        {said}
      </span>
    </div>
  );
}
