import { Textarea, TextInput } from "@mantine/core";
import type { Asset } from "@platform/connect/platform/learning/v1/authoring_service_pb.ts";
import type { Block_Video } from "@platform/connect/platform/learning/v1/course_pb.ts";
import { IconUpload } from "@tabler/icons-react";
import { useWords } from "../../../lib/words.ts";
import { assetAddress } from "../add-asset.ts";
import { AssetButton } from "./asset-button.tsx";
import type { WrongAt } from "./field-errors.ts";
import { lessonWords } from "./words.ts";

/** Something to watch. */
export function VideoFields({
  courseId,
  onAsset,
  video,
  wrongAt,
  onChange,
}: {
  courseId: string;
  onAsset: (asset: Asset) => void;
  video: Block_Video;
  wrongAt: WrongAt;
  onChange: (video: Block_Video) => void;
}) {
  const words = useWords(lessonWords);
  return (
    <>
      <TextInput
        label={words("source")}
        description={words("sourceHint")}
        maxLength={2000}
        error={wrongAt("video.source")}
        value={video.source}
        onChange={(event) => onChange({ ...video, source: youtubeIn(event.currentTarget.value) })}
      />
      <div>
        <AssetButton
          courseId={courseId}
          accept="video/*"
          icon={<IconUpload size={16} stroke={1.7} aria-hidden />}
          onAdded={(asset) => {
            onAsset(asset);
            onChange({ ...video, source: assetAddress(asset.name) });
          }}
        >
          {words("orUpload")}
        </AssetButton>
      </div>
      <TextInput
        label={words("title")}
        maxLength={200}
        value={video.title}
        onChange={(event) => onChange({ ...video, title: event.currentTarget.value })}
      />
      <Textarea
        label={words("transcript")}
        description={words("transcriptHint")}
        autosize
        minRows={2}
        maxRows={12}
        value={video.transcript}
        onChange={(event) => onChange({ ...video, transcript: event.currentTarget.value })}
      />
    </>
  );
}

/** `youtube:<id>` for an address of YouTube; what else was typed stays. */
function youtubeIn(typed: string): string {
  const found =
    /^https?:\/\/(?:www\.|m\.)?(?:youtu\.be\/|youtube(?:-nocookie)?\.com\/(?:watch\?(?:.*&)?v=|embed\/|shorts\/))([A-Za-z0-9_-]{6,20})/.exec(
      typed.trim(),
    );
  return found ? `youtube:${found[1]}` : typed.trim();
}
