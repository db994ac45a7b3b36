import type { Asset } from "@platform/connect/platform/learning/v1/authoring_service_pb.ts";
import { IconPaperclip, IconPhoto } from "@tabler/icons-react";
import { type ReactNode, useRef } from "react";
import type { Slots } from "../../../components/markdown/slots.ts";
import { useWords } from "../../../lib/words.ts";
import { assetAddress, resolveAsset } from "../add-asset.ts";
import { MarkdownField } from "../markdown-field.tsx";
import { AssetButton } from "./asset-button.tsx";
import type { Cursor } from "./question/gaps.ts";
import { lessonWords } from "./words.ts";

/** Markdown into which pictures and files of the course can be put. */
export function AssetMarkdown({
  courseId,
  assets,
  onAsset,
  label,
  description,
  minRows,
  tools,
  slots,
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
  /** More to put in; it is told where the cursor stands when it asks. */
  tools?: (cursor: () => Cursor) => ReactNode;
  slots?: Slots;
  value: string;
  error: string | undefined;
  onChange: (value: string) => void;
}) {
  const words = useWords(lessonWords);
  const field = useRef<HTMLTextAreaElement>(null);
  const latest = useRef(value);
  latest.current = value;

  function cursor(): Cursor {
    const text = latest.current;
    const { selectionStart = text.length, selectionEnd = text.length } = field.current ?? {};
    return {
      before: text.slice(0, selectionStart),
      selected: text.slice(selectionStart, selectionEnd),
      after: text.slice(selectionEnd),
    };
  }

  function insert(asset: Asset, picture: boolean) {
    onAsset(asset);
    const name = asset.name.replace(/\.[^.]+$/, "").replace(/[[\]]/g, "");
    const piece = `${picture ? "!" : ""}[${picture ? name : asset.name}](${assetAddress(asset.name)})`;
    const { before, selected, after } = cursor();
    onChange(before + piece + selected + after);
  }

  return (
    <MarkdownField
      label={label}
      {...(description && { description })}
      {...(minRows && { minRows })}
      value={value}
      error={error}
      field={field}
      slots={slots}
      resolve={(address) => resolveAsset(assets, address)}
      tools={
        <>
          {tools?.(cursor)}
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
