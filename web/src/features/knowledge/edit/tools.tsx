import type { EditorView } from "@codemirror/view";
import { ActionIcon, FileButton, SegmentedControl } from "@mantine/core";
import {
  IconBold,
  IconCode,
  IconH2,
  IconItalic,
  IconLink,
  IconList,
  IconListCheck,
  IconPaperclip,
  IconPhoto,
  IconQuote,
  IconTable,
} from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useWords } from "../../../lib/words.ts";
import { blocks, insertBlock, toggleMark } from "./blocks.ts";
import styles from "./edit.module.css";
import { editWords } from "./words.ts";

const look = { size: 18, stroke: 1.7, "aria-hidden": true } as const;

export type Shown = "rich" | "source" | "preview";

/** The tools above a text, and how it is shown. */
export function Tools({
  view,
  shown,
  onShown,
  onFiles,
}: {
  view: EditorView | undefined;
  shown: Shown;
  onShown: (shown: Shown) => void;
  onFiles: (files: File[]) => void;
}) {
  const words = useWords(editWords);
  const off = shown === "preview" || !view;
  const tool = (word: keyof (typeof editWords)["en"], icon: ReactNode, run: (view: EditorView) => void) => (
    <ActionIcon
      key={word}
      variant="subtle"
      color="gray"
      size={36}
      disabled={off}
      aria-label={words(word)}
      title={words(word)}
      onClick={() => view && run(view)}
    >
      {icon}
    </ActionIcon>
  );
  const block = (word: string) => (target: EditorView) =>
    insertBlock(target, blocks.find((each) => each.word === word)?.text ?? "|");
  const file = (word: "image" | "file", icon: ReactNode, accept: string) => (
    <FileButton multiple onChange={onFiles} accept={accept}>
      {(props) => (
        <ActionIcon
          {...props}
          variant="subtle"
          color="gray"
          size={36}
          disabled={off}
          aria-label={words(word)}
          title={words(word)}
        >
          {icon}
        </ActionIcon>
      )}
    </FileButton>
  );
  return (
    <div role="toolbar" aria-label={words("tools")} className={styles.tools}>
      {tool("bold", <IconBold {...look} />, (target) => toggleMark(target, "**"))}
      {tool("italic", <IconItalic {...look} />, (target) => toggleMark(target, "*"))}
      {tool("heading2", <IconH2 {...look} />, block("heading2"))}
      {tool("list", <IconList {...look} />, block("list"))}
      {tool("tasks", <IconListCheck {...look} />, block("tasks"))}
      {tool("quote", <IconQuote {...look} />, block("quote"))}
      {tool("code", <IconCode {...look} />, block("code"))}
      {tool("table", <IconTable {...look} />, block("table"))}
      {tool("link", <IconLink {...look} />, linkPage)}
      {file("image", <IconPhoto {...look} />, "image/*")}
      {file("file", <IconPaperclip {...look} />, "")}
      <SegmentedControl
        size="xs"
        aria-label={words("mode")}
        value={shown}
        onChange={(next) => onShown(next as Shown)}
        data={[
          { value: "rich", label: words("rich") },
          { value: "source", label: words("source") },
          { value: "preview", label: words("preview") },
        ]}
      />
    </div>
  );
}

/** Begins a link to a page, or makes one of what is selected. */
function linkPage(view: EditorView): void {
  const { from, to } = view.state.selection.main;
  const text = view.state.doc.sliceString(from, to);
  view.dispatch({
    changes: { from, to, insert: `[[${text}${text && "]]"}` },
    selection: { anchor: from + 2 + text.length + (text ? 2 : 0) },
  });
  view.focus();
}
