import { defaultKeymap, indentWithTab } from "@codemirror/commands";
import { insertNewlineContinueMarkupCommand, markdown, markdownLanguage } from "@codemirror/lang-markdown";
import { HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import { Compartment, EditorState, Prec } from "@codemirror/state";
import { EditorView, keymap, placeholder } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { useEffect, useRef } from "react";
import TurndownService from "turndown";
import { yCollab, yUndoManagerKeymap } from "y-codemirror.next";
import type { Text } from "yjs";
import { useLanguage, useWords } from "../../../lib/words.ts";
import { toggleMark } from "./blocks.ts";
import { codeColours } from "./code-colours.ts";
import { completion } from "./complete.ts";
import styles from "./edit.module.css";
import { find } from "./find.ts";
import { rich } from "./rich.ts";
import { cursors, setOthers } from "./together/cursors.ts";
import type { Other } from "./together/others.ts";
import { editWords } from "./words.ts";

const look = HighlightStyle.define([
  { tag: tags.heading, fontWeight: "650" },
  { tag: tags.strong, fontWeight: "650" },
  { tag: tags.emphasis, fontStyle: "italic" },
  { tag: [tags.link, tags.url], color: "var(--accent-text)" },
  { tag: [tags.monospace, tags.meta, tags.processingInstruction], color: "var(--quiet)" },
]);

const turndown = new TurndownService({ headingStyle: "atx", codeBlockStyle: "fenced", bulletListMarker: "-" });
turndown.remove(["script", "style", "noscript", "iframe", "object", "template"]);

/** Writes Markdown: as what it means, or as it is. Pasted HTML becomes Markdown, and pasted files are handed on. */
export function Editor({
  text,
  others,
  spaceId,
  shown,
  resolve,
  onView,
  onMove,
  onFiles,
  onSave,
}: {
  text: Text;
  others: readonly Other[];
  spaceId: string;
  shown: "rich" | "source";
  resolve: (address: string) => string;
  onView: (view: EditorView | undefined) => void;
  onMove: (anchor: number | undefined, head: number | undefined) => void;
  onFiles: (files: File[]) => void;
  onSave: () => void;
}) {
  const words = useWords(editWords);
  const { code } = useLanguage();
  const place = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(undefined);
  const manner = useRef(new Compartment());
  const acts = useRef({ onMove, onFiles, onSave, resolve });
  acts.current = { onMove, onFiles, onSave, resolve };

  // biome-ignore lint/correctness/useExhaustiveDependencies: the editor is made once; what changes is told to it.
  useEffect(() => {
    const parent = place.current;
    if (!parent) return;
    const made = new EditorView({
      parent,
      state: EditorState.create({
        doc: text.toString(),
        extensions: [
          yCollab(text, null),
          cursors(text, (anchor, head) => acts.current.onMove(anchor, head)),
          // Enter on an empty item ends a list, as writers know it.
          Prec.high(keymap.of([{ key: "Enter", run: insertNewlineContinueMarkupCommand({ nonTightLists: false }) }])),
          keymap.of([
            { key: "Mod-s", preventDefault: true, run: done(() => acts.current.onSave()) },
            { key: "Mod-b", run: done((target) => toggleMark(target, "**")) },
            { key: "Mod-i", run: done((target) => toggleMark(target, "*")) },
            ...defaultKeymap,
            ...yUndoManagerKeymap,
            indentWithTab,
          ]),
          markdown({ base: markdownLanguage }),
          syntaxHighlighting(look),
          codeColours(),
          completion(spaceId, words),
          find(code),
          placeholder(words("hint")),
          EditorView.lineWrapping,
          EditorView.contentAttributes.of({ "aria-label": words("text"), spellcheck: "true" }),
          EditorView.domEventHandlers({
            paste: (event, target) => paste(event, target, acts.current.onFiles),
            drop: (event) => {
              const files = [...(event.dataTransfer?.files ?? [])];
              if (files.length === 0) return false;
              event.preventDefault();
              acts.current.onFiles(files);
              return true;
            },
          }),
          manner.current.of(mannerOf(shown)),
        ],
      }),
    });
    view.current = made;
    onView(made);
    return () => {
      made.destroy();
      view.current = undefined;
      onView(undefined);
    };
  }, []);

  function mannerOf(how: "rich" | "source") {
    return how === "rich" ? rich((address) => acts.current.resolve(address)) : [];
  }

  useEffect(() => {
    view.current?.dispatch({ effects: setOthers.of(others) });
  }, [others]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another manner, or other files, draw it anew.
  useEffect(() => {
    view.current?.dispatch({ effects: manner.current.reconfigure(mannerOf(shown)) });
  }, [shown, resolve]);

  return <div ref={place} className={`${styles.editor} reading`} data-shown={shown} />;
}

/** A command that the key was meant for, whatever came of it. */
function done(act: (view: EditorView) => void): (view: EditorView) => boolean {
  return (view) => {
    act(view);
    return true;
  };
}

function paste(event: ClipboardEvent, view: EditorView, onFiles: (files: File[]) => void): boolean {
  const files = [...(event.clipboardData?.files ?? [])];
  if (files.length > 0) {
    event.preventDefault();
    onFiles(files);
    return true;
  }
  const html = event.clipboardData?.getData("text/html") ?? "";
  if (!/<(h[1-6]|li|table|strong|em|a|pre|blockquote|p)\b/i.test(html)) return false;
  event.preventDefault();
  view.dispatch(view.state.replaceSelection(turndown.turndown(html)));
  return true;
}
