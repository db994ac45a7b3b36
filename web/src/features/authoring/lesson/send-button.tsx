import { Button, FileButton, Text } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { readFailure } from "../../../lib/failure.ts";
import { useFailureWords } from "../../../lib/failure-words.ts";
import { useLanguage, useWords } from "../../../lib/words.ts";
import { lessonWords } from "./words.ts";

/** Chooses a file and sends it, telling how far it is. */
export function SendButton<Sent>({
  send,
  largest,
  tooLarge,
  afterwards,
  accept,
  icon,
  size = "sm",
  children,
  onSent,
}: {
  send: (file: File, onProgress: (sent: number) => void) => Promise<Sent>;
  /** The most that a file may weigh, in bytes, and what is said of one that weighs more. */
  largest: number;
  tooLarge: string;
  /** What is said once all of it has gone, where something is still to be done with it. */
  afterwards?: string;
  accept?: string;
  icon?: ReactNode;
  size?: "xs" | "sm";
  children: ReactNode;
  onSent: (sent: Sent) => void;
}) {
  const words = useWords(lessonWords);
  const say = useFailureWords();
  const { code } = useLanguage();
  const [sent, setSent] = useState(0);
  const [refused, setRefused] = useState(false);
  const add = useMutation({ mutationFn: (file: File) => send(file, setSent), onSuccess: onSent });
  const percent = new Intl.NumberFormat(code, { style: "percent" }).format(sent);
  return (
    <>
      <FileButton
        {...(accept && { accept })}
        onChange={(file) => {
          setRefused((file?.size ?? 0) > largest);
          setSent(0);
          if (file && file.size <= largest) add.mutate(file);
        }}
      >
        {(props) => (
          <Button {...props} variant="default" size={size} leftSection={icon} loading={add.isPending}>
            {children}
          </Button>
        )}
      </FileButton>
      {add.isPending && (
        <Text size="sm" className="quiet tabular" role="status">
          {sent === 1 && afterwards ? afterwards : words("sending", { percent })}
        </Text>
      )}
      {(refused || add.error) && (
        <Text size="sm" c="var(--bad)" role="alert">
          {refused ? tooLarge : say(readFailure(add.error))}
        </Text>
      )}
    </>
  );
}
