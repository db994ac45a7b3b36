import { ensureSyntaxTree, syntaxTree } from "@codemirror/language";
import { type EditorState, type Extension, type Range, StateField } from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView, WidgetType } from "@codemirror/view";
import { Suspense } from "react";
import { createRoot, type Root } from "react-dom/client";
import prose from "../../../components/markdown/markdown.module.css";
import type { Wiki } from "../../../components/markdown/markdown.tsx";
import Rendered from "../../../components/markdown/rendered.tsx";
import { type Block, drawnIn } from "./drawn-in.ts";

type Resolve = (address: string) => string;

const parseMs = 50;

/** Draws tables, formulas and diagrams in place of their text where the caret is not. */
export function drawnBlocks(resolve: Resolve): Extension {
  return StateField.define<DecorationSet>({
    create: (state) => draw(state, resolve),
    update(drawn, { state, startState, docChanged, selection }) {
      const parsed = syntaxTree(state) !== syntaxTree(startState);
      return docChanged || selection || parsed ? draw(state, resolve) : drawn;
    },
    provide: (field) => EditorView.decorations.from(field),
  });
}

function draw(state: EditorState, resolve: Resolve): DecorationSet {
  const tree = ensureSyntaxTree(state, state.doc.length, parseMs) ?? syntaxTree(state);
  const found: Range<Decoration>[] = [];
  for (const block of drawnIn(tree, (from, to) => state.sliceDoc(from, to))) {
    if (isTouched(state, block)) continue;
    const { from, to } = block;
    const widget = new Drawn(state.sliceDoc(from, to), resolve);
    found.push(Decoration.replace({ widget, block: true }).range(from, to));
  }
  return Decoration.set(found, true);
}

function isTouched({ selection }: EditorState, { from, to }: Block): boolean {
  return selection.ranges.some((range) => range.from <= to && range.to >= from);
}

// Where pages stand is asked when the page is read; here their links only look like links.
const nowhere: Wiki = { lead: () => undefined };

class Drawn extends WidgetType {
  private root: Root | undefined;
  private watch: ResizeObserver | undefined;

  constructor(
    readonly markdown: string,
    readonly resolve: Resolve,
  ) {
    super();
  }

  override eq(other: Drawn): boolean {
    return other.markdown === this.markdown && other.resolve === this.resolve;
  }

  override toDOM(view: EditorView): HTMLElement {
    const place = document.createElement("div");
    place.className = `rich-drawn ${prose.prose}`;
    place.onmousedown = (event) => {
      // A link that is drawn is there to be followed; the text is opened beside it.
      if ((event.target as Element).closest("a[href]")) return;
      event.preventDefault();
      view.dispatch({ selection: { anchor: view.posAtDOM(place) } });
      view.focus();
    };
    this.watch = new ResizeObserver(() => view.requestMeasure());
    this.watch.observe(place);
    this.root = createRoot(place);
    this.root.render(
      <Suspense fallback={<pre>{this.markdown}</pre>}>
        <Rendered text={this.markdown} level={2} resolve={this.resolve} wiki={nowhere} />
      </Suspense>,
    );
    return place;
  }

  override destroy(): void {
    this.watch?.disconnect();
    const { root } = this;
    // React refuses to take one tree down while it draws another.
    setTimeout(() => root?.unmount());
  }

  override ignoreEvent(): boolean {
    return true;
  }
}
