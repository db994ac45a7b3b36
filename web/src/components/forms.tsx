import { Alert } from "@mantine/core";
import { IconAlertCircle } from "@tabler/icons-react";
import { readFailure } from "../lib/failure.ts";
import { useFailureWords } from "../lib/failure-words.ts";

/** Why a form was not taken, above its button. */
export function FormFailure({ error }: { error: unknown }) {
  const say = useFailureWords();
  if (!error) return null;
  return (
    <Alert color="red" variant="light" icon={<IconAlertCircle size={20} aria-hidden />} role="alert" p="sm">
      {say(readFailure(error))}
    </Alert>
  );
}
