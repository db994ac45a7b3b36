import { syntaxTree } from "@codemirror/language";
import type { EditorState, Extension, Range } from "@codemirror/state";
import { Decoration, type DecorationSet, type EditorView, ViewPlugin, type ViewUpdate } from "@codemirror/view";
import { drawnBlocks } from "./drawn-blocks.tsx";
import { Bullet, CalloutName, Picture, TaskBox } from "./rich-widgets.ts";

// Marks that stand for what is drawn in their place, but where the caret is.
const hidden = new Set(["HeaderMark", "EmphasisMark", "StrikethroughMark", "CodeMark", "LinkMark", "URL", "QuoteMark"]);
const styled: Record<string, string> = {
  ATXHeading1: "rich-h1",
  ATXHeading2: "rich-h2",
  ATXHeading3: "rich-h3",
  ATXHeading4: "rich-h4",
  ATXHeading5: "rich-h4",
  ATXHeading6: "rich-h4",
  Blockquote: "rich-quote",
  FencedCode: "rich-code",
  Table: "rich-code",
};
const inline: Record<string, string> = {
  StrongEmphasis: "rich-strong",
  Emphasis: "rich-em",
  Strikethrough: "rich-strike",
  InlineCode: "rich-inline",
  Link: "rich-link",
};
const wiki = /\[\[([^[\]|\n]{1,200})(?:\|([^[\]\n]{1,400}))?\]\]/g;

/**
 * Shows Markdown as what it means while it stays what it is: marks are hidden where the caret is not, headings are
 * large, pictures, tables, formulas and diagrams are drawn, tasks can be ticked. `resolve` says where a picture is read from.
 */
export function rich(resolve: (address: string) => string): Extension {
  return [drawnBlocks(resolve), marks(resolve)];
}

function marks(resolve: (address: string) => string): Extension {
  return ViewPlugin.fromClass(
    class {
      decorations: DecorationSet;

      constructor(view: EditorView) {
        this.decorations = decorate(view, resolve);
      }

      update(update: ViewUpdate) {
        if (update.docChanged || update.selectionSet || update.viewportChanged || update.focusChanged) {
          this.decorations = decorate(update.view, resolve);
        }
      }
    },
    { decorations: (plugin) => plugin.decorations },
  );
}

function decorate(view: EditorView, resolve: (address: string) => string): DecorationSet {
  const ranges: Range<Decoration>[] = [];
  const { state } = view;
  for (const { from, to } of view.visibleRanges) {
    syntaxTree(state).iterate({
      from,
      to,
      enter: (node) => {
        const { name } = node;
        const kind = name === "Blockquote" ? calloutIn(state, node.from) : undefined;
        const look = kind ? `rich-callout rich-${kind}` : styled[name];
        if (look) eachLine(state, node.from, node.to, (at) => ranges.push(Decoration.line({ class: look }).range(at)));
        // A link without an address is a callout's kind, or a task.
        if (name === "Link" && !node.node.getChild("URL")) {
          const kind = calloutIn(state, node.from);
          if (kind && !isTouched(view, node.from, node.to)) {
            ranges.push(Decoration.replace({ widget: new CalloutName(kind) }).range(node.from, node.to));
          }
          return false;
        }
        const shade = inline[name];
        if (shade) ranges.push(Decoration.mark({ class: shade }).range(node.from, node.to));
        if (name === "ListMark") ranges.push(...listMark(view, node.from, node.to));
        if (name === "TaskMarker") ranges.push(task(state, node.from, node.to));
        if (name === "Image" && !isTouched(view, node.from, node.to)) {
          const drawn = drawPicture(state, node.from, node.to, resolve);
          if (drawn) ranges.push(drawn);
          if (drawn) return false;
        }
        if (!hidden.has(name) || isTouched(view, node.from, node.to)) return undefined;
        const parent = node.node.parent?.name;
        if (parent === "FencedCode" || (name === "URL" && parent !== "Link")) return undefined;
        // The space behind the marks of a heading goes with them.
        const end =
          name === "HeaderMark" && state.doc.sliceString(node.to, node.to + 1) === " " ? node.to + 1 : node.to;
        ranges.push(Decoration.replace({}).range(node.from, end));
        return undefined;
      },
    });
    markWikiLinks(view, from, to, ranges);
  }
  return Decoration.set(ranges, true);
}

function calloutIn(state: EditorState, from: number): string | undefined {
  return /^\s*>\s*\[!(note|tip|important|warning|caution)\]/i.exec(state.doc.lineAt(from).text)?.[1]?.toLowerCase();
}

// A task has its box in place of the dash, other items a dot; numbers stay what they are.
function listMark(view: EditorView, from: number, to: number): Range<Decoration>[] {
  const { doc } = view.state;
  if (!/^[-*+]$/.test(doc.sliceString(from, to)) || isTouched(view, from, to)) return [];
  if (/^ \[[ xX]\] /.test(doc.sliceString(to, to + 5))) return [Decoration.replace({}).range(from, to + 1)];
  return [Decoration.replace({ widget: new Bullet() }).range(from, to)];
}

/** Whether the caret is on the line of a place: its marks are shown then, to be changed. */
function isTouched(view: EditorView, from: number, to: number): boolean {
  if (!view.hasFocus) return false;
  const { doc } = view.state;
  const [first, last] = [doc.lineAt(from).from, doc.lineAt(to).to];
  return view.state.selection.ranges.some((range) => range.from <= last && range.to >= first);
}

function eachLine(state: EditorState, from: number, to: number, on: (at: number) => void): void {
  for (let at = from; at <= to; ) {
    const line = state.doc.lineAt(at);
    on(line.from);
    at = line.to + 1;
  }
}

function markWikiLinks(view: EditorView, from: number, to: number, ranges: Range<Decoration>[]): void {
  const text = view.state.doc.sliceString(from, to);
  for (const match of text.matchAll(wiki)) {
    const start = from + match.index;
    const end = start + match[0].length;
    if (
      syntaxTree(view.state)
        .resolveInner(start + 1)
        .name.includes("Code")
    )
      continue;
    ranges.push(Decoration.mark({ class: "rich-link" }).range(start, end));
    if (isTouched(view, start, end)) continue;
    const words = match[2] === undefined ? start + 2 : end - 2 - match[2].length;
    ranges.push(Decoration.replace({}).range(start, words), Decoration.replace({}).range(end - 2, end));
  }
}

function task(state: EditorState, from: number, to: number): Range<Decoration> {
  const done = /x/i.test(state.doc.sliceString(from, to));
  return Decoration.replace({ widget: new TaskBox(done) }).range(from, to);
}

function drawPicture(
  state: EditorState,
  from: number,
  to: number,
  resolve: (address: string) => string,
): Range<Decoration> | undefined {
  const [, alt = "", address = ""] = /^!\[([^\]]*)\]\(<?([^)\s>]*)/.exec(state.doc.sliceString(from, to)) ?? [];
  const source = resolve(address);
  if (!/^(https:\/\/|\/media\/)/.test(source)) return undefined;
  return Decoration.replace({ widget: new Picture(source, alt) }).range(from, to);
}
