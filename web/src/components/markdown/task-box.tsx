import { defineWords, useWords } from "../../lib/words.ts";

const taskWords = defineWords("task-box", {
  en: { done: "Done", open: "To do" },
  ru: { done: "Сделано", open: "Не сделано" },
});

/** Whether a task of a text is done; it is changed where the text is written. */
export function TaskBox({ done }: { done: boolean }) {
  const words = useWords(taskWords);
  return <input type="checkbox" checked={done} disabled aria-label={words(done ? "done" : "open")} />;
}
