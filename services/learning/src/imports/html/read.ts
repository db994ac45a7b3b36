import type { Element, ElementContent } from "hast";
import rehypeParse from "rehype-parse";
import { unified } from "unified";
import { escapeMarkdown } from "../escape-markdown.ts";
import type { Change } from "../report.ts";
import { Cleaner, changes, type HtmlScope, videoTag } from "./clean.ts";
import { toMarkdown } from "./markdown.ts";

/** What HTML says: something to read, or something to watch. */
export type HtmlPart = { kind: "text"; markdown: string } | { kind: "video"; source: string; title: string };

/** HTML as parts in their order, with what was changed on the way. */
export interface ReadHtml {
  parts: HtmlPart[];
  changes: Change[];
}

const parser = unified().use(rehypeParse, { fragment: true });
const largest = 1024 * 1024;
const deepest = 200;
// A megabyte of paragraphs with a link each has 17,500; one of nothing but marks has 140,000, and took twelve seconds.
const mostTags = 20_000;
// These end by themselves where the next begins, so that counting them would count brothers as children.
const implied = new Set(
  "p li dt dd tr td th option thead tbody br hr img input meta link source embed col area base wbr".split(" "),
);

/** Reads HTML of a course as Markdown and videos. */
export function readHtml(html: string, scope: HtmlScope): ReadHtml {
  if (html.length > largest || tagsOf(html) > mostTags || depthOf(html) > deepest) {
    return {
      parts: [],
      changes: [
        { reason: "HTML_TOO_LARGE", message: "The HTML is too large, has too many tags or is nested too deep." },
      ],
    };
  }
  const cleaner = new Cleaner(scope);
  const nodes = flatten(cleaner.clean(parser.parse(html).children));
  const parts: HtmlPart[] = [];
  let run: ElementContent[] = [];
  const flush = () => {
    const markdown = run.length > 0 ? toMarkdown(run) : "";
    if (markdown !== "") parts.push({ kind: "text", markdown });
    run = [];
  };
  for (const node of nodes) {
    const videos: Element[] = [];
    const rest = takeVideos(node, videos);
    if (rest) run.push(rest);
    if (videos.length === 0) continue;
    flush();
    for (const { properties } of videos) {
      parts.push({ kind: "video", source: String(properties.source), title: String(properties.title) });
    }
  }
  flush();
  return { parts: withoutEmptyForms(parts, cleaner.changes), changes: cleaner.changes };
}

/** Reads HTML that becomes one text, such as a prompt; videos become links. */
export function readHtmlText(html: string, scope: HtmlScope): { markdown: string; changes: Change[] } {
  const { parts, changes } = readHtml(html, scope);
  const texts = parts.map((part) => (part.kind === "text" ? part.markdown : watchLink(part)));
  return { markdown: texts.join("\n\n"), changes };
}

/** The words of HTML, on one line. */
export function plainText(html: string): string {
  const words = (node: { type: string; value?: string; children?: unknown[] }): string =>
    node.type === "text" ? (node.value ?? "") : ((node.children ?? []) as (typeof node)[]).map(words).join(" ");
  return words(parser.parse(html)).replace(/\s+/g, " ").trim();
}

function watchLink({ source, title }: Extract<HtmlPart, { kind: "video" }>): string {
  // An address without a server is no link by itself.
  if (source.startsWith("asset:")) return `[${escapeMarkdown(title || source.slice("asset:".length))}](${source})`;
  return `<${source.replace(/^youtube:/, "https://www.youtube.com/watch?v=")}>`;
}

/** Takes wrappers apart that hold a video, so that it keeps its place between the texts. */
function flatten(nodes: ElementContent[]): ElementContent[] {
  return nodes.flatMap((node) => {
    const wrapper =
      node.type === "element" && /^(div|section|article|main|center|header|footer|span)$/.test(node.tagName);
    return wrapper && holdsVideo(node) ? flatten((node as Element).children) : [node];
  });
}

function holdsVideo(node: ElementContent): boolean {
  return node.type === "element" && (node.tagName === videoTag || node.children.some(holdsVideo));
}

/** A node without the videos in it, which go to `videos`; undefined where it was one itself. */
function takeVideos(node: ElementContent, videos: Element[]): ElementContent | undefined {
  if (node.type !== "element") return node;
  if (node.tagName === videoTag) {
    videos.push(node);
    return undefined;
  }
  return { ...node, children: node.children.flatMap((child) => takeVideos(child, videos) ?? []) };
}

/** A short text around nothing but form controls says nothing without them: "Do you find this page useful?" */
function withoutEmptyForms(parts: HtmlPart[], found: Change[]): HtmlPart[] {
  const scripted = found.includes(changes.scriptedForm);
  const [only] = parts;
  if (!scripted || parts.length !== 1 || only?.kind !== "text" || only.markdown.length >= 200) return parts;
  const words = only.markdown.replace(/\s+/g, " ");
  found.push({ reason: "FORM_DROPPED", message: `The words around the form went with it: ${JSON.stringify(words)}.` });
  return [];
}

/** How many tags are opened in HTML, or seem to be. */
function tagsOf(html: string): number {
  return html.match(/<[a-z]/gi)?.length ?? 0;
}

/** How deep HTML is nested, roughly, without parsing it. */
function depthOf(html: string): number {
  let depth = 0;
  let most = 0;
  for (const [, close, name = "", self] of html.matchAll(/<(\/?)([A-Za-z][\w-]*)[^<>]*?(\/?)>/g)) {
    if (implied.has(name.toLowerCase())) continue;
    depth = Math.max(0, depth + (close ? -1 : self ? 0 : 1));
    most = Math.max(most, depth);
  }
  return most;
}
