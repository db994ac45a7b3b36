import type { Asset } from "@platform/connect/platform/learning/v1/authoring_service_pb.ts";
import type { ReactNode } from "react";
import { useWords } from "../../../lib/words.ts";
import { addAsset, largestAsset } from "../add-asset.ts";
import { SendButton } from "./send-button.tsx";
import { lessonWords } from "./words.ts";

/** Sends a file into the course. */
export function AssetButton({
  courseId,
  onAdded,
  ...button
}: {
  courseId: string;
  accept?: string;
  icon?: ReactNode;
  size?: "xs" | "sm";
  children: ReactNode;
  onAdded: (asset: Asset) => void;
}) {
  const words = useWords(lessonWords);
  return (
    <SendButton
      {...button}
      send={(file, onProgress) => addAsset(courseId, file, onProgress)}
      largest={largestAsset}
      tooLarge={words("tooLarge")}
      onSent={onAdded}
    />
  );
}
