import { uuid7 } from "@platform/kit";
import type { Block } from "../../content.ts";
import { clip } from "../clip.ts";
import type { HtmlPart } from "./read.ts";

/** A part of HTML as a block. */
export function asBlock(part: HtmlPart): Block {
  return part.kind === "text"
    ? { id: uuid7(), kind: "text", markdown: part.markdown }
    : { id: uuid7(), kind: "video", title: clip(part.title, 200), source: part.source, transcript: "" };
}
