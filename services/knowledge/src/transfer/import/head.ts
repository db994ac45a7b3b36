import { Refusal } from "@platform/kit";
import { readText, type Source } from "@platform/kit/archives";
import { type FrontMatter, readFrontMatter, textOf, textsOf } from "../front-matter.ts";
import type { HtmlReader } from "./html-reader.ts";
import { readOutline, readProperties } from "./logseq.ts";
import type { PlannedPage } from "./plan.ts";

/** Bytes, as the contract lets pages be. */
const largest = 1_000_000;

/** A file of an archive as a page, before its links lead anywhere. */
export interface ReadPage {
  title: string;
  markdown: string;
  aliases: string[];
  language: "RU" | "EN" | undefined;
  icon: string;
  template: boolean;
  /** Among its siblings, as an export says; undefined for the order of names. */
  order: number | undefined;
  /** The path of the page that it is a translation of; empty for none. */
  translationOf: string;
  outdated: boolean;
  reviewDue: Date | undefined;
  /** Its files: name -> path. */
  files: Map<string, string>;
  /** Whether it was exported from here: its text is taken as it is. */
  own: boolean;
  changes: [reason: string, detail: string][];
}

/** What an export from here says of itself, in the head of each page. */
export const ownMark = "platform_page";

/** Reads a page of an archive; a refusal says why a file cannot be one. */
export async function readPage(source: Source, planned: PlannedPage, html: HtmlReader): Promise<ReadPage> {
  const empty: ReadPage = {
    title: clipTitle(planned.name),
    markdown: "",
    aliases: [],
    language: undefined,
    icon: "",
    template: false,
    order: undefined,
    translationOf: "",
    outdated: false,
    reviewDue: undefined,
    files: new Map(),
    own: false,
    changes: [],
  };
  if (planned.path === "") return empty;
  const text = await readText(source, planned.path, largest);
  return /\.html?$/i.test(planned.path) ? fromHtml(text, empty, html) : fromMarkdown(text, empty, planned.graph);
}

async function fromHtml(text: string, empty: ReadPage, html: HtmlReader): Promise<ReadPage> {
  const read = await html.read(text);
  if (Buffer.byteLength(read.markdown) > largest) {
    throw new Refusal("state", "FILE_TOO_LARGE", "As Markdown, the HTML is larger than a page.");
  }
  const { title, body } = withoutTitle(read.markdown, read.title);
  return {
    ...empty,
    title: clipTitle(title || empty.title),
    markdown: body,
    changes: read.removed ? [["SCRIPT_REMOVED", ""]] : [],
  };
}

function fromMarkdown(text: string, empty: ReadPage, graph: boolean): ReadPage {
  const { data, body, broken } = readHead(text, graph);
  const outline = graph ? readOutline(body) : { markdown: body, dropped: false };
  const own = data[ownMark] !== undefined;
  const said = textOf(data, "title");
  const { title, body: rest } =
    own || said ? { title: said ?? "", body: outline.markdown } : withoutTitle(outline.markdown, "");
  const language = textOf(data, "language") ?? textOf(data, "lang");
  const due = textOf(data, "review_due");
  return {
    ...empty,
    title: clipTitle(title || empty.title),
    // What follows a head after a blank line begins there; an export's own text is kept byte for byte.
    markdown: own ? rest : rest.replace(/^(?:[ \t]*\r?\n)+/, ""),
    aliases: [...new Set([...textsOf(data, "aliases"), ...textsOf(data, "alias")])].slice(0, 50).map(clipTitle),
    language: /^ru\b/i.test(language ?? "") ? "RU" : /^en\b/i.test(language ?? "") ? "EN" : undefined,
    icon: (textOf(data, "icon") ?? "").slice(0, 16),
    template: data.template === true,
    order: typeof data.order === "number" && Number.isFinite(data.order) ? data.order : undefined,
    translationOf: textOf(data, "translation_of") ?? "",
    outdated: data.outdated === true,
    reviewDue: due && !Number.isNaN(Date.parse(due)) ? new Date(due) : undefined,
    files: filesOf(data.files),
    own,
    changes: [
      ...(broken ? [["FRONT_MATTER_INVALID", ""] as [string, string]] : []),
      ...(outline.dropped ? [["OUTLINE_MARKS_DROPPED", ""] as [string, string]] : []),
    ],
  };
}

function readHead(text: string, graph: boolean): FrontMatter {
  const read = readFrontMatter(text);
  return graph && read.body === text ? { ...readProperties(text), broken: read.broken } : read;
}

function filesOf(list: unknown): Map<string, string> {
  const files = new Map<string, string>();
  for (const item of Array.isArray(list) ? list : []) {
    const { name, path } = (item ?? {}) as { name?: unknown; path?: unknown };
    if (typeof name === "string" && typeof path === "string" && isFileName(name)) files.set(name, path);
  }
  return files;
}

/** Whether a page may give a file this name. */
export function isFileName(name: string): boolean {
  return name.length > 0 && name.length <= 255 && !/[/\\\p{Cc}]/u.test(name);
}

/** A text without the heading at its top that says the title once more, and that title. */
function withoutTitle(markdown: string, title: string): { title: string; body: string } {
  const match = /^\s*#[ \t]+([^\n]+?)(?:[ \t]+#+)?[ \t]*\r?(?:\n|$)/.exec(markdown);
  const heading = match?.[1]?.replace(/[*_`]+/g, "").trim() ?? "";
  if (!match || heading === "" || (title !== "" && title !== heading)) return { title, body: markdown };
  return { title: heading, body: markdown.slice(match[0].length).replace(/^\s*\n/, "") };
}

function clipTitle(title: string): string {
  const plain = title.replace(/[\p{Cc}\s]+/gu, " ").trim();
  return [...plain].slice(0, 200).join("") || "-";
}
