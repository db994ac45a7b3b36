import type { Asset } from "@platform/connect/platform/learning/v1/authoring_service_pb.ts";
import { IconPaperclip, IconPhoto } from "@tabler/icons-react";
import { useRef } from "react";
import { useWords } from "../../../lib/words.ts";
import { assetAddress, resolveAsset } from "../add-asset.ts";
import { MarkdownField } from "../markdown-field.tsx";
import { AssetButton } from "./asset-button.tsx";
import { lessonWords } from "./words.ts";

/** Markdown into which pictures and files of the course can be put. */
export function AssetMarkdown({
  courseId,
  assets,
  onAsset,
  label,
  description,
  minRows,
  value,
  error,
  onChange,
}: {
  courseId: string;
  assets: Asset[];
  onAsset: (asset: Asset) => void;
  label: string;
  description?: string;
  minRows?: number;
  value: string;
  error: string | undefined;
  onChange: (value: string) => void;
}) {
  const words = useWords(lessonWords);
  const field = useRef<HTMLTextAreaElement>(null);
  const latest = useRef(value);
  latest.current = value;

  function insert(asset: Asset, picture: boolean) {
    onAsset(asset);
    const at = field.current?.selectionStart ?? latest.current.length;
    const name = asset.name.replace(/\.[^.]+$/, "").replace(/[[\]]/g, "");
    const piece = `${picture ? "!" : ""}[${picture ? name : asset.name}](${assetAddress(asset.name)})`;
    onChange(latest.current.slice(0, at) + piece + latest.current.slice(at));
  }

  return (
    <MarkdownField
      label={label}
      {...(description && { description })}
      {...(minRows && { minRows })}
      value={value}
      error={error}
      field={field}
      resolve={(address) => resolveAsset(assets, address)}
      tools={
        <>
          <AssetButton
            size="xs"
            courseId={courseId}
            accept="image/*"
            icon={<IconPhoto size={16} stroke={1.7} aria-hidden />}
            onAdded={(asset) => insert(asset, true)}
          >
            {words("insertImage")}
          </AssetButton>
          <AssetButton
            size="xs"
            courseId={courseId}
            icon={<IconPaperclip size={16} stroke={1.7} aria-hidden />}
            onAdded={(asset) => insert(asset, false)}
          >
            {words("insertFile")}
          </AssetButton>
        </>
      }
      onChange={onChange}
    />
  );
}
