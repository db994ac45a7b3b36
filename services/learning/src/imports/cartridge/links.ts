import { uuid7 } from "@platform/kit";
import type { Block } from "../../content.ts";
import { escapeMarkdown } from "../escape-markdown.ts";
import { youtubeId } from "../html/address.ts";
import { asBlock } from "../html/blocks.ts";
import { readHtml } from "../html/read.ts";
import { webAddress } from "../manifest/href.ts";
import { child, children, localName, type Resource } from "../manifest/manifest.ts";
import { numberOf } from "../qti/declarations.ts";
import { assignmentOf, textBlock } from "../questions/item.ts";
import { Unusable } from "../questions/unusable.ts";
import type { Change } from "../report.ts";
import { descendants, textOf, type XmlElement } from "../xml.ts";
import { escapeHtml } from "../xml-html.ts";
import { type ReadResource, readContent } from "./content.ts";
import { type CartridgeScope, cartridgeHtml } from "./scope.ts";

/** Reads a link to a page of the web. Throws Unusable. */
export async function readWeblink(path: string, { files }: CartridgeScope): Promise<ReadResource> {
  const link = await files.xml(path);
  const title = words(child(link, "title"));
  return { title, blocks: [linkTo(child(link, "url")?.attributes.href ?? "", title)], changes: [] };
}

/** Reads a resource that lies on another server, which an outline shows under a title. Throws Unusable. */
export function readOutside({ address }: Resource, title: string): ReadResource {
  const message = "It lies on another server, and became a link to there.";
  return { title, blocks: [linkTo(address, title)], changes: [{ reason: "FILE_LINKED", message }] };
}

/** A link to an address of the web, or the video that is there. Throws Unusable. */
function linkTo(href: string, title: string): Block {
  const youtube = youtubeId(href.trim());
  if (youtube) {
    return { id: uuid7(), kind: "video", title: title.slice(0, 200), source: `youtube:${youtube}`, transcript: "" };
  }
  const web = webAddress(href);
  if (web === undefined) throw new Unusable("LINK_INVALID", "Its address is none of the web.");
  const address = web.replace(/[()\\]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);
  return textBlock(`[${escapeMarkdown(title || href.trim())}](${address})`);
}

const discussed: Change = {
  reason: "TOPIC_READ",
  message: "What the discussion is about was kept to read; people talk below it, as below every block.",
};

/** Reads what a discussion is about. Throws Unusable. */
export async function readTopic(path: string, scope: CartridgeScope): Promise<ReadResource> {
  const topic = await scope.files.xml(path);
  const { blocks, changes } = readWords(child(topic, "text"), path, scope);
  const attached = descendants(topic, ({ name }) => localName(name) === "attachment");
  for (const { attributes } of attached) {
    const target = scope.files.resolve(attributes.href ?? "", path);
    const file = target === undefined ? undefined : await readContent(target, scope).catch(asMissing);
    if (file) blocks.push(...file.blocks);
    else changes.push({ reason: "FILE_MISSING", message: `The file ${attributes.href} beside it cannot be carried.` });
  }
  if (blocks.length === 0) throw new Unusable("NOTHING_TO_READ", "It says nothing.");
  return { title: words(child(topic, "title")), blocks, changes: [discussed, ...changes] };
}

/** Reads work to hand in. Throws Unusable. */
export async function readAssignment(path: string, scope: CartridgeScope): Promise<ReadResource> {
  const element = await scope.files.xml(path);
  const title = words(child(element, "title"));
  const { blocks, changes } = readWords(child(element, "text") ?? child(element, "instructor_text"), path, scope);
  const texts = blocks.flatMap((block) => (block.kind === "text" ? [block.markdown] : []));
  const instructions = texts.join("\n\n") || escapeMarkdown(title);
  if (instructions === "") throw new Unusable("NOTHING_TO_READ", "It says nothing.");
  const points = numberOf(child(element, "gradable")?.attributes.points_possible) ?? 1;
  const valid = points > 0 && points <= 1000;
  if (!valid) changes.push({ reason: "WEIGHT_CHANGED", message: `A weight of ${points} became one point.` });
  const formats = children(child(element, "submission_formats"), "format").map(
    ({ attributes }) => attributes.type ?? "",
  );
  const files = formats.includes("file");
  const assignment = {
    ...assignmentOf(title, instructions, valid ? points : 1),
    textAnswer: !files || formats.some((format) => format !== "file"),
    maxFiles: files ? 5 : 0,
  };
  const others = blocks.filter(({ kind }) => kind !== "text");
  return { title, blocks: [...others, { id: uuid7(), kind: "assignment", assignment }], changes };
}

function readWords(text: XmlElement | undefined, path: string, { files }: CartridgeScope) {
  const plain = text ? textOf(text) : "";
  const html = /plain/i.test(text?.attributes.texttype ?? "") ? escapeHtml(plain).replace(/\n/g, "<br>") : plain;
  const { parts, changes } = readHtml(html, cartridgeHtml(files, path));
  return { blocks: parts.map(asBlock), changes };
}

function words(element: XmlElement | undefined): string {
  return element ? textOf(element).replace(/\s+/g, " ").trim() : "";
}

function asMissing(error: unknown): undefined {
  if (!(error instanceof Unusable)) throw error;
}
