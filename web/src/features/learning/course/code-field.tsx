import { TextInput } from "@mantine/core";
import { readFailure } from "../../../lib/failure.ts";
import { useWords } from "../../../lib/words.ts";
import { learningWords } from "../words.ts";
import styles from "./course.module.css";

/** Whether enrolling failed for its code. */
export function isCodeWrong(error: unknown): boolean {
  return Boolean(error) && readFailure(error).reason === "CODE_UNKNOWN";
}

/** The code of a cohort, for those who were given one. */
export function CodeField({ code, error, onCode }: { code: string; error: unknown; onCode: (code: string) => void }) {
  const words = useWords(learningWords);
  return (
    <details className={styles.code}>
      <summary>{words("haveCode")}</summary>
      <TextInput
        aria-label={words("code")}
        placeholder={words("code")}
        maxLength={40}
        autoCapitalize="characters"
        autoComplete="off"
        spellCheck={false}
        error={isCodeWrong(error) && words("codeUnknown")}
        value={code}
        onChange={(event) => onCode(event.currentTarget.value)}
      />
    </details>
  );
}
