import type { EditorView } from "@codemirror/view";
import type { editWords } from "./words.ts";

type Word = keyof (typeof editWords)["en"];

/** What the slash menu and the tools put into a text; `|` marks where the caret goes. */
export const blocks: { word: Word; text: string }[] = [
  { word: "heading", text: "# |" },
  { word: "heading2", text: "## |" },
  { word: "heading3", text: "### |" },
  { word: "list", text: "- |" },
  { word: "numbers", text: "1. |" },
  { word: "tasks", text: "- [ ] |" },
  { word: "quote", text: "> |" },
  { word: "code", text: "```\n|\n```" },
  { word: "table", text: "| | |  |\n| --- | --- |\n|  |  |" },
  { word: "callout", text: "> [!NOTE]\n> |" },
  { word: "math", text: "$$\n|\n$$" },
  { word: "diagram", text: "```mermaid\ngraph LR\n  A[|] --> B\n```" },
  { word: "divider", text: "---\n|" },
];

/** A block's text with its caret: the first bar that does not belong to a table. */
export function caretIn(text: string): { text: string; caret: number } {
  const caret = text.startsWith("| |") ? 2 : text.indexOf("|");
  return { text: text.slice(0, caret) + text.slice(caret + 1), caret };
}

/** Puts a block where the caret is, on a line of its own. */
export function insertBlock(view: EditorView, block: string, from?: number, to?: number): void {
  const { main } = view.state.selection;
  const start = from ?? main.from;
  const line = view.state.doc.lineAt(start);
  const lead = start > line.from && line.text.slice(0, start - line.from).trim() !== "" ? "\n\n" : "";
  const { text, caret } = caretIn(block);
  view.dispatch({
    changes: { from: start, to: to ?? main.to, insert: lead + text },
    selection: { anchor: start + lead.length + caret },
    scrollIntoView: true,
  });
  view.focus();
}

/** Puts marks around what is selected, or takes them away where they are there. */
export function toggleMark(view: EditorView, mark: string): void {
  const { from, to } = view.state.selection.main;
  const doc = view.state.doc;
  const there =
    doc.sliceString(Math.max(0, from - mark.length), from) === mark && doc.sliceString(to, to + mark.length) === mark;
  view.dispatch(
    there
      ? {
          changes: [
            { from: from - mark.length, to: from },
            { from: to, to: to + mark.length },
          ],
        }
      : {
          changes: [
            { from, insert: mark },
            { from: to, insert: mark },
          ],
          selection: { anchor: from + mark.length, head: to + mark.length },
        },
  );
  view.focus();
}
