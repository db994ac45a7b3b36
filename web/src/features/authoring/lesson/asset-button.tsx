import { Button, FileButton, Text } from "@mantine/core";
import type { Asset } from "@platform/connect/platform/learning/v1/authoring_service_pb.ts";
import { useMutation } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { readFailure } from "../../../lib/failure.ts";
import { useFailureWords } from "../../../lib/failure-words.ts";
import { useLanguage, useWords } from "../../../lib/words.ts";
import { addAsset, largestAsset } from "../add-asset.ts";
import { lessonWords } from "./words.ts";

/** Sends a file into the course, telling how far it is. */
export function AssetButton({
  courseId,
  accept,
  icon,
  size = "sm",
  children,
  onAdded,
}: {
  courseId: string;
  accept?: string;
  icon?: ReactNode;
  size?: "xs" | "sm";
  children: ReactNode;
  onAdded: (asset: Asset) => void;
}) {
  const words = useWords(lessonWords);
  const say = useFailureWords();
  const { code } = useLanguage();
  const [sent, setSent] = useState(0);
  const [tooLarge, setTooLarge] = useState(false);
  const add = useMutation({
    mutationFn: (file: File) => addAsset(courseId, file, setSent),
    onSuccess: onAdded,
  });
  return (
    <>
      <FileButton
        {...(accept && { accept })}
        onChange={(file) => {
          setTooLarge((file?.size ?? 0) > largestAsset);
          setSent(0);
          if (file && file.size <= largestAsset) add.mutate(file);
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
          {words("sending", { percent: new Intl.NumberFormat(code, { style: "percent" }).format(sent) })}
        </Text>
      )}
      {(tooLarge || add.error) && (
        <Text size="sm" c="var(--bad)" role="alert">
          {tooLarge ? words("tooLarge") : say(readFailure(add.error))}
        </Text>
      )}
    </>
  );
}
