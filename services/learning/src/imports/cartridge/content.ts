import { uuid7 } from "@platform/kit";
import { contentTypeOf, extensionOf } from "@platform/kit/archives";
import type { Block } from "../../content.ts";
import { clip } from "../clip.ts";
import { escapeMarkdown } from "../escape-markdown.ts";
import { asBlock } from "../html/blocks.ts";
import { readHtml } from "../html/read.ts";
import { textBlock } from "../questions/item.ts";
import { Unusable } from "../questions/unusable.ts";
import type { Change } from "../report.ts";
import { type CartridgeScope, cartridgeHtml } from "./scope.ts";

/** A resource as blocks of a lesson. */
export interface ReadResource {
  title: string;
  blocks: Block[];
  changes: Change[];
}

/** Reads a page or another file. Throws Unusable. */
export async function readContent(path: string, scope: CartridgeScope): Promise<ReadResource> {
  const { files } = scope;
  if (!files.has(path)) throw new Unusable("FILE_MISSING", `${path || "Its file"} is not in the archive.`);
  if (/^x?html?$/.test(extensionOf(path))) return readPage(path, scope);
  const name = path.split("/").at(-1) as string;
  const asset = files.assets.take(path);
  if (asset === undefined)
    throw new Unusable("FILE_IS_PROGRAM", "Programs and other systems' own files are not carried.");
  const source = `asset:${asset}`;
  const type = contentTypeOf(asset);
  const block: Block = type.startsWith("image/")
    ? textBlock(`![${escapeMarkdown(name)}](${source})`)
    : type.startsWith("video/")
      ? { id: uuid7(), kind: "video", title: clip(name, 200), source, transcript: "" }
      : { id: uuid7(), kind: "file", name: clip(name, 255), source };
  return { title: name, blocks: [block], changes: [] };
}

async function readPage(path: string, { files }: CartridgeScope): Promise<ReadResource> {
  const html = await files.text(path);
  const { parts, changes } = readHtml(html, cartridgeHtml(files, path));
  if (parts.length === 0) {
    const what = [...new Set(changes.map(({ message }) => message))].join(" ");
    throw new Unusable("NOTHING_TO_READ", `Without scripts, styles and forms nothing to read is left. ${what}`.trim());
  }
  return { title: titleOfPage(html), blocks: parts.map(asBlock), changes };
}

/** What a page calls itself; empty where it does not. */
export function titleOfPage(html: string): string {
  const words = /<title[^>]*>([^<]{0,500})/i.exec(html.slice(0, 10_000))?.[1] ?? "";
  return words.replace(/&amp;/g, "&").replace(/\s+/g, " ").trim();
}
