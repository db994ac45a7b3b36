import { type Extension, type Range, StateEffect, StateField } from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView, ViewPlugin, type ViewUpdate, WidgetType } from "@codemirror/view";
import * as Y from "yjs";
import { toneOf } from "../../../../components/person-avatar.tsx";
import type { Other } from "./others.ts";

/** Tells an editor who else is in its text. */
export const setOthers = StateEffect.define<readonly Other[]>();

const others = StateField.define<readonly Other[]>({
  create: () => [],
  update: (before, { effects }) => effects.reduce((now, effect) => (effect.is(setOthers) ? effect.value : now), before),
});

/** Shows the carets and selections of others in a text, and tells where one's own are. */
export function cursors(
  text: Y.Text,
  onMove: (anchor: number | undefined, head: number | undefined) => void,
): Extension {
  return [others, drawn(text), EditorView.updateListener.of((update) => tellOwn(update, onMove))];
}

function tellOwn(update: ViewUpdate, onMove: (anchor: number | undefined, head: number | undefined) => void): void {
  if (!update.selectionSet && !update.docChanged && !update.focusChanged) return;
  const { anchor, head } = update.state.selection.main;
  if (update.view.hasFocus) onMove(anchor, head);
  else onMove(undefined, undefined);
}

function drawn(text: Y.Text): Extension {
  return ViewPlugin.fromClass(
    class {
      decorations: DecorationSet;

      constructor(view: EditorView) {
        this.decorations = decorate(view, text);
      }

      update(update: ViewUpdate) {
        const moved = update.startState.field(others) !== update.state.field(others);
        if (moved || update.docChanged) this.decorations = decorate(update.view, text);
      }
    },
    { decorations: (plugin) => plugin.decorations },
  );
}

function decorate({ state }: EditorView, text: Y.Text): DecorationSet {
  const ranges: Range<Decoration>[] = [];
  for (const { name, anchor, head } of state.field(others)) {
    const [from, to] = [anchor, head].map((place) => indexOf(text, place, state.doc.length));
    if (from === undefined || to === undefined) continue;
    const attributes = { class: "together-selection", "data-tone": String(toneOf(name)) };
    if (from !== to) ranges.push(Decoration.mark({ attributes }).range(Math.min(from, to), Math.max(from, to)));
    ranges.push(Decoration.widget({ widget: new Caret(name), side: -1 }).range(to));
  }
  return Decoration.set(ranges, true);
}

function indexOf(text: Y.Text, place: Y.RelativePosition | undefined, most: number): number | undefined {
  const found = place && text.doc && Y.createAbsolutePositionFromRelativePosition(place, text.doc);
  return found?.type === text ? Math.min(found.index, most) : undefined;
}

class Caret extends WidgetType {
  readonly name: string;

  constructor(name: string) {
    super();
    this.name = name;
  }

  override eq(other: Caret): boolean {
    return other.name === this.name;
  }

  override toDOM(): HTMLElement {
    const caret = document.createElement("span");
    caret.className = "together-caret";
    caret.dataset.tone = String(toneOf(this.name));
    // Those who do not see carets are told who is there above the text.
    caret.ariaHidden = "true";
    const label = document.createElement("span");
    label.className = "together-name";
    label.textContent = this.name;
    caret.append(label);
    return caret;
  }

  override ignoreEvent(): boolean {
    return true;
  }
}
