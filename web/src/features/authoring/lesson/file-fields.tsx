import { Group, Text, TextInput } from "@mantine/core";
import type { Asset } from "@platform/connect/platform/learning/v1/authoring_service_pb.ts";
import type { Block_File } from "@platform/connect/platform/learning/v1/course_pb.ts";
import { IconUpload } from "@tabler/icons-react";
import { useWords } from "../../../lib/words.ts";
import { assetAddress, assetNameIn } from "../add-asset.ts";
import { AssetButton } from "./asset-button.tsx";
import type { WrongAt } from "./field-errors.ts";
import { lessonWords } from "./words.ts";

/** Something to download. */
export function FileFields({
  courseId,
  onAsset,
  file,
  wrongAt,
  onChange,
}: {
  courseId: string;
  onAsset: (asset: Asset) => void;
  file: Block_File;
  wrongAt: WrongAt;
  onChange: (file: Block_File) => void;
}) {
  const words = useWords(lessonWords);
  const wrong = wrongAt("file.source");
  return (
    <>
      <Group gap="sm">
        {file.source && <Text className="breaking">{assetNameIn(file.source)}</Text>}
        <AssetButton
          courseId={courseId}
          icon={<IconUpload size={16} stroke={1.7} aria-hidden />}
          onAdded={(asset) => {
            onAsset(asset);
            onChange({ ...file, source: assetAddress(asset.name), name: file.name || asset.name });
          }}
        >
          {words(file.source ? "replaceFile" : "chooseFile")}
        </AssetButton>
      </Group>
      {wrong && (
        <Text size="sm" c="var(--bad)" role="alert">
          {wrong}
        </Text>
      )}
      <TextInput
        label={words("fileName")}
        maxLength={255}
        error={wrongAt("file.name")}
        value={file.name}
        onChange={(event) => onChange({ ...file, name: event.currentTarget.value })}
      />
    </>
  );
}
