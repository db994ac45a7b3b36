import {
  autocompletion,
  type Completion,
  type CompletionContext,
  type CompletionResult,
} from "@codemirror/autocomplete";
import { createClient } from "@connectrpc/connect";
import { LinkService } from "@platform/connect/platform/knowledge/v1/link_service_pb.ts";
import { transport } from "../../../lib/transport.ts";
import { blocks, insertBlock } from "./blocks.ts";
import type { editWords } from "./words.ts";

const client = createClient(LinkService, transport);
type Say = (word: keyof (typeof editWords)["en"]) => string;

/** Completes links to pages after `[[`, and offers blocks after `/` at the beginning of a line. */
export function completion(spaceId: string, say: Say) {
  return autocompletion({
    override: [(context) => pages(context, spaceId, say), (context) => slash(context, say)],
    icons: false,
  });
}

async function pages(context: CompletionContext, spaceId: string, say: Say): Promise<CompletionResult | null> {
  const typed = context.matchBefore(/\[\[[^[\]\n]*$/);
  if (!typed) return null;
  const text = typed.text.slice(2);
  const from = typed.from + 2;
  if (text.trim() === "") return { from, options: [] };
  const found = await client.suggestPages({ spaceId, text }).catch(() => undefined);
  if (context.aborted) return null;
  const closed = context.state.doc.sliceString(context.pos, context.pos + 2) === "]]";
  const apply =
    (title: string): Completion["apply"] =>
    (view, _completion, start, end) => {
      const insert = `${title}]]`;
      view.dispatch({
        changes: { from: start, to: closed ? end + 2 : end, insert },
        selection: { anchor: start + insert.length },
      });
    };
  const known = found?.pages ?? [];
  const options = known.map(({ title, icon }) => ({ label: title, detail: icon, apply: apply(title) }));
  const fresh = known.some(({ title }) => title.toLowerCase() === text.trim().toLowerCase())
    ? []
    : [{ label: text.trim(), detail: say("newPage"), apply: apply(text.trim()) }];
  return { from, options: [...options, ...fresh], filter: false };
}

function slash(context: CompletionContext, say: Say): CompletionResult | null {
  const typed = context.matchBefore(/(?:^|\n)[ \t]*\/[\p{L}\d ]*$/u);
  if (!typed) return null;
  const from = typed.from + typed.text.indexOf("/");
  const asked = typed.text.slice(typed.text.indexOf("/") + 1).toLowerCase();
  const options = blocks
    .map(({ word, text }) => ({ label: say(word), text }))
    .filter(({ label }) => label.toLowerCase().includes(asked))
    .map(
      ({ label, text }): Completion => ({
        label,
        apply: (view, _completion, start, end) => insertBlock(view, text, start, end),
      }),
    );
  return options.length > 0 ? { from, options, filter: false } : null;
}
