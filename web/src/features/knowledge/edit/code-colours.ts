import "../../../components/markdown/code.css";
import { syntaxTree } from "@codemirror/language";
import { type EditorState, type Extension, Prec, type Range, StateEffect } from "@codemirror/state";
import { Decoration, type DecorationSet, type EditorView, ViewPlugin, type ViewUpdate } from "@codemirror/view";
import { type Coloured, colouredParts, type Highlighter } from "./coloured-parts.ts";

const arrived = StateEffect.define<Highlighter>();
const longest = 20_000;

let loading: Promise<Highlighter> | undefined;

/** The languages weigh more than the editor, and most pages have no code. */
function load(): Promise<Highlighter> {
  loading ??= import("lowlight").then(({ common, createLowlight }) => createLowlight(common));
  return loading;
}

/** Gives code between fences the colours that its readers see. */
export function codeColours(): Extension {
  // Above the colours of Markdown, which has one for all code.
  return Prec.highest(ViewPlugin.fromClass(Colours, { decorations: ({ decorations }) => decorations }));
}

class Colours {
  decorations: DecorationSet = Decoration.none;
  private highlighter: Highlighter | undefined;
  private asked = false;
  private gone = false;
  /** What was found in a stretch of code is found again while it does not change. */
  private known = new Map<string, Coloured[]>();

  constructor(private readonly view: EditorView) {
    this.colour();
  }

  update({ docChanged, viewportChanged, state, startState, transactions }: ViewUpdate) {
    for (const { effects } of transactions) {
      for (const effect of effects) if (effect.is(arrived)) this.highlighter = effect.value;
    }
    const parsed = syntaxTree(state) !== syntaxTree(startState);
    if (docChanged || viewportChanged || parsed || transactions.length > 0) this.colour();
  }

  destroy() {
    this.gone = true;
  }

  private colour() {
    const found = this.view.visibleRanges.flatMap(({ from, to }) => codeIn(this.view.state, from, to));
    if (found.length > 0) this.ask();
    const { highlighter } = this;
    const ranges: Range<Decoration>[] = [];
    const known = new Map<string, Coloured[]>();
    for (const { language, text, from } of highlighter ? found : []) {
      const key = `${language}\n${text}`;
      const parts = this.known.get(key) ?? colouredParts(highlighter as Highlighter, language, text);
      known.set(key, parts);
      for (const part of parts) {
        ranges.push(Decoration.mark({ class: part.className }).range(from + part.from, from + part.to));
      }
    }
    this.known = known;
    this.decorations = Decoration.set(ranges, true);
  }

  private ask() {
    if (this.asked) return;
    this.asked = true;
    void load().then((highlighter) => {
      if (!this.gone) this.view.dispatch({ effects: arrived.of(highlighter) });
    });
  }
}

interface Code {
  language: string;
  text: string;
  from: number;
}

/** The fences of a stretch that say which language stands in them. */
function codeIn(state: EditorState, from: number, to: number): Code[] {
  const found: Code[] = [];
  syntaxTree(state).iterate({
    from,
    to,
    enter({ name, node }) {
      if (name !== "FencedCode") return;
      const [info, code] = [node.getChild("CodeInfo"), node.getChild("CodeText")];
      if (!info || !code || code.to - code.from > longest) return;
      const [language = ""] = state.sliceDoc(info.from, info.to).toLowerCase().split(/\s/);
      found.push({ language, text: state.sliceDoc(code.from, code.to), from: code.from });
    },
  });
  return found;
}
