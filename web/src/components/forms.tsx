import { Alert, PasswordInput, type PasswordInputProps } from "@mantine/core";
import { IconAlertCircle } from "@tabler/icons-react";
import { readFailure } from "../lib/failure.ts";
import { useFailureWords } from "../lib/failure-words.ts";
import { defineWords, useWords } from "../lib/words.ts";

const texts = defineWords("forms", {
  en: { show: "Show the password", hide: "Hide the password" },
  ru: { show: "Показать пароль", hide: "Скрыть пароль" },
});

/** Why a form was not taken, above its button. */
export function FormFailure({ error }: { error: unknown }) {
  const say = useFailureWords();
  if (!error) return null;
  return (
    <Alert
      color="red"
      variant="light"
      icon={<IconAlertCircle size={20} aria-hidden />}
      role="alert"
      p="sm"
      styles={{ message: { color: "var(--mantine-color-text)" } }}
    >
      {say(readFailure(error))}
    </Alert>
  );
}

/** The text to show at a field, when the service found something wrong in it. */
export function fieldFailure(error: unknown, field: string, text: string): string | undefined {
  if (!error) return undefined;
  const wrong = Object.keys(readFailure(error).fields);
  return wrong.some((name) => name === field || name.startsWith(`${field}[`)) ? text : undefined;
}

/** A password, hidden until its owner asks to see it. */
export function PasswordField(props: PasswordInputProps) {
  const words = useWords(texts);
  return (
    <PasswordInput
      required
      withAsterisk={false}
      maxLength={256}
      visibilityToggleButtonProps={{ "aria-label": `${words("show")} / ${words("hide")}`, tabIndex: 0 }}
      {...props}
    />
  );
}
