import { type EditorView, WidgetType } from "@codemirror/view";
import i18n from "i18next";
import { calloutWords } from "../../../components/markdown/callout.tsx";

/** The dot of a list. */
export class Bullet extends WidgetType {
  override eq(): boolean {
    return true;
  }

  override toDOM(): HTMLElement {
    const dot = document.createElement("span");
    dot.textContent = "•";
    return dot;
  }
}

/** The word for a callout's kind, in the language of the page. */
export class CalloutName extends WidgetType {
  constructor(readonly kind: string) {
    super();
  }

  override eq(other: CalloutName): boolean {
    return other.kind === this.kind;
  }

  override toDOM(): HTMLElement {
    const name = document.createElement("strong");
    name.className = "rich-callout-name";
    name.textContent = i18n.t(this.kind, { ns: calloutWords.namespace });
    return name;
  }
}

/** The box of a task; pressed, it ticks it in the text. */
export class TaskBox extends WidgetType {
  constructor(readonly done: boolean) {
    super();
  }

  override eq(other: TaskBox): boolean {
    return other.done === this.done;
  }

  override toDOM(view: EditorView): HTMLElement {
    const box = document.createElement("input");
    box.type = "checkbox";
    box.checked = this.done;
    box.tabIndex = -1;
    box.setAttribute("aria-hidden", "true");
    box.onmousedown = (event) => {
      event.preventDefault();
      const from = view.posAtDOM(box);
      view.dispatch({ changes: { from, to: from + 3, insert: this.done ? "[ ]" : "[x]" } });
    };
    return box;
  }

  override ignoreEvent(): boolean {
    return true;
  }
}

/** A picture in place of its Markdown. */
export class Picture extends WidgetType {
  constructor(
    readonly source: string,
    readonly alt: string,
  ) {
    super();
  }

  override eq(other: Picture): boolean {
    return other.source === this.source && other.alt === this.alt;
  }

  override toDOM(): HTMLElement {
    const picture = document.createElement("img");
    picture.src = this.source;
    picture.alt = this.alt;
    picture.className = "rich-picture";
    return picture;
  }
}
