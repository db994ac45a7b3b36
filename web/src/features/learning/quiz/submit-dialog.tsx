import { Button, Group, Stack, Text } from "@mantine/core";
import { Dialog } from "../../../components/dialog.tsx";
import { useWords } from "../../../lib/words.ts";
import styles from "./quiz.module.css";
import { quizWords } from "./words.ts";

/** What will be submitted, and what is still open. */
export function SubmitDialog({
  open,
  onTurnTo,
  onClose,
  onSubmit,
}: {
  open: number[];
  onTurnTo: (index: number) => void;
  onClose: () => void;
  onSubmit: () => void;
}) {
  const words = useWords(quizWords);
  return (
    <Dialog title={words("submitTitle")} onClose={onClose}>
      <Stack gap="lg">
        {open.length === 0 ? (
          <Text>{words("allAnswered")}</Text>
        ) : (
          <Stack gap="sm">
            <Text>{words("unanswered", { count: open.length })}</Text>
            <ol className={styles.steps}>
              {open.map((index) => (
                <li key={index}>
                  <button type="button" onClick={() => onTurnTo(index)}>
                    {index + 1}
                  </button>
                </li>
              ))}
            </ol>
          </Stack>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {words("back")}
          </Button>
          <Button data-autofocus onClick={onSubmit}>
            {words("submit")}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
