import { TextInput, type TextInputProps } from "@mantine/core";
import { IconAlertCircle, IconEye, IconEyeOff } from "@tabler/icons-react";
import { useState } from "react";
import { readFailure } from "../lib/failure.ts";
import { useFailureWords } from "../lib/failure-words.ts";
import { defineWords, useWords } from "../lib/words.ts";
import styles from "./forms.module.css";

const texts = defineWords("forms", {
  en: { show: "Show the password", hide: "Hide the password" },
  ru: { show: "Показать пароль", hide: "Скрыть пароль" },
});

/** Why a form was not taken, above its button. */
export function FormFailure({ error }: { error: unknown }) {
  const say = useFailureWords();
  if (!error) return null;
  return (
    <div role="alert" className={styles.failure}>
      <IconAlertCircle size={20} stroke={1.7} aria-hidden />
      <span>{say(readFailure(error))}</span>
    </div>
  );
}

/**
 * What to show at a field in which the service found something wrong: `text` where it broke a rule of the form; a mark
 * alone where the failure has a reason of its own, which FormFailure says.
 */
export function fieldFailure(error: unknown, field: string, text: string): string | boolean {
  if (!error) return false;
  const { fields, reason } = readFailure(error);
  const wrong = Object.keys(fields).some((name) => name === field || name.startsWith(`${field}[`));
  return wrong && (reason === "REQUEST_INVALID" ? text : true);
}

/** A password, hidden until its owner asks to see it. */
export function PasswordField(props: TextInputProps) {
  const words = useWords(texts);
  const [shown, setShown] = useState(false);
  const Eye = shown ? IconEyeOff : IconEye;
  return (
    <TextInput
      required
      withAsterisk={false}
      maxLength={256}
      type={shown ? "text" : "password"}
      spellCheck={false}
      autoCapitalize="none"
      rightSectionWidth={44}
      rightSection={
        <button
          type="button"
          className={styles.eye}
          aria-label={words(shown ? "hide" : "show")}
          onClick={() => setShown(!shown)}
        >
          <Eye size={20} stroke={1.7} aria-hidden />
        </button>
      }
      {...props}
    />
  );
}
