import { uuid7 } from "@platform/kit";
import type { Block } from "../../content.ts";
import { asBlock } from "../html/blocks.ts";
import { readHtml } from "../html/read.ts";
import type { Change } from "../report.ts";
import { descendants, type XmlElement } from "../xml.ts";
import { type ReadDragging, readDragging } from "./dragging.ts";
import type { OlxNode } from "./outline.ts";
import { readProblem } from "./problem/problem.ts";
import { innerHtml } from "./problem/serialise.ts";
import type { LessonScope } from "./scope.ts";
import { whyLeftOut } from "./unsupported.ts";
import { readVideo } from "./video.ts";
import { type ReadWork, readOpenResponse, readStaffGraded } from "./work.ts";

/** What a block became. */
export interface ReadLeaf {
  blocks: Block[];
  changes: Change[];
  /** Why it was left out, though a part of it, such as its text, may be among the blocks. */
  leftOut?: Change;
}

/** Reads a block that holds no others. */
export async function readLeaf(node: OlxNode, scope: LessonScope): Promise<ReadLeaf> {
  switch (node.kind) {
    case "html":
      return readHtmlBlock(node, scope);
    case "problem":
      return readProblemBlock(node, scope);
    case "video": {
      const read = await readVideo(node, scope);
      return read ?? leftOut("VIDEO_SOURCE_MISSING", "Nothing says where the video is.");
    }
    case "annotatable":
      return readAnnotatable(node, scope);
    case "openassessment":
      return asWork(readOpenResponse(node, scope));
    case "edx_sga":
      return asWork(readStaffGraded(node, scope));
    case "drag-and-drop-v2":
    case "drag_and_drop_v2":
      return asDragging(readDragging(node, scope));
    default:
      return { blocks: [], changes: [], leftOut: whyLeftOut(node.kind) };
  }
}

async function readHtmlBlock({ element, attributes }: OlxNode, scope: LessonScope): Promise<ReadLeaf> {
  const file = attributes.filename && `html/${attributes.filename.replaceAll(":", "/")}.html`;
  const inline = innerHtml(element);
  const html = inline.trim() === "" && file ? await scope.tree.text(file) : inline;
  if (html === undefined) return leftOut("FILE_MISSING", `${file} is not in the archive.`);
  const { parts, changes } = readHtml(html, scope.html);
  if (parts.length > 0) return { blocks: parts.map(asBlock), changes };
  const what = [...new Set(changes.map(({ message }) => message))].join(" ");
  return leftOut("NOTHING_TO_READ", `Without scripts, styles and forms nothing to read is left. ${what}`.trim());
}

function readProblemBlock(node: OlxNode, scope: LessonScope): ReadLeaf {
  const { blocks, changes, refused } = readProblem(node, scope);
  const asked = blocks.some(({ kind }) => kind === "question");
  const [first] = refused;
  if (asked) return { blocks, changes: [...changes, ...refused] };
  if (first) {
    const kept = blocks.length > 0 ? " Its text was kept to read." : "";
    const message = [...new Set(refused.map(({ message }) => message))].join(" ");
    return { blocks, changes, leftOut: { reason: first.reason, message: message + kept } };
  }
  if (blocks.length === 0) return leftOut("NOTHING_TO_READ", "It asks nothing and says nothing.");
  return { blocks, changes: [...changes, { reason: "TEXT_ONLY", message: "It asks nothing; its text was kept." }] };
}

function asWork({ assignment, changes }: ReadWork): ReadLeaf {
  return { blocks: [{ id: uuid7(), kind: "assignment", assignment }], changes };
}

function asDragging(read: ReadDragging): ReadLeaf {
  if ("refused" in read) return leftOut(read.refused.reason, read.refused.message);
  return { blocks: [{ id: uuid7(), kind: "question", question: read.question }], changes: read.changes };
}

/** A text with remarks on parts of it becomes the text with the remarks below. */
function readAnnotatable({ element }: OlxNode, scope: LessonScope): ReadLeaf {
  const remarks = descendants(element, isAnnotation).map(({ attributes: { title = "", body = "" } }) => ({
    title,
    body,
  }));
  const text = innerHtml(element, (inner) =>
    isAnnotation(inner) ? `<strong>${innerHtml(inner)}</strong>` : undefined,
  );
  const plain = (words: string) => words.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
  const list = remarks.map(({ title, body }) => `<li><strong>${plain(title)}</strong>: ${plain(body)}</li>`).join("");
  const { parts, changes } = readHtml(`${text}<ul>${list}</ul>`, scope.html);
  if (parts.length === 0) return leftOut("NOTHING_TO_READ", "It says nothing.");
  const message = "Remarks on parts of the text stand below it.";
  return { blocks: parts.map(asBlock), changes: [...changes, { reason: "REMARKS_LISTED", message }] };
}

const isAnnotation = ({ name }: XmlElement) => name === "annotation";

function leftOut(reason: string, message: string): ReadLeaf {
  return { blocks: [], changes: [], leftOut: { reason, message } };
}
