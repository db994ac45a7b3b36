import type { Asset } from "@platform/connect/platform/learning/v1/authoring_service_pb.ts";
import type { Block_Text } from "@platform/connect/platform/learning/v1/course_pb.ts";
import { useWords } from "../../../lib/words.ts";
import { AssetMarkdown } from "./asset-markdown.tsx";
import type { WrongAt } from "./field-errors.ts";
import { lessonWords } from "./words.ts";

/** Something to read. */
export function TextFields({
  courseId,
  assets,
  onAsset,
  text,
  wrongAt,
  onChange,
}: {
  courseId: string;
  assets: Asset[];
  onAsset: (asset: Asset) => void;
  text: Block_Text;
  wrongAt: WrongAt;
  onChange: (text: Block_Text) => void;
}) {
  const words = useWords(lessonWords);
  return (
    <AssetMarkdown
      courseId={courseId}
      assets={assets}
      onAsset={onAsset}
      label={words("markdown")}
      description={words("markdownHint")}
      minRows={5}
      value={text.markdown}
      error={wrongAt("text.markdown")}
      onChange={(markdown) => onChange({ ...text, markdown })}
    />
  );
}
