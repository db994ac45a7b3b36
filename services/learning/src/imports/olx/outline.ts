import { elements, type XmlElement } from "../xml.ts";
import type { OlxBlock, OlxTree } from "./tree.ts";

/** A block of a course with those inside it. */
export interface OlxNode extends OlxBlock {
  children: OlxNode[];
}

/** Kinds of blocks that hold others. */
const containers = new Set(
  (
    "course chapter sequential vertical library_content itembank conditional randomize wrapper problemset " +
    "videosequence split_test"
  ).split(" "),
);
const deepest = 16;
const mostBlocks = 20_000;

/** Reads the whole outline of a course, pointer by pointer, down to the blocks that hold no others. */
export async function readOutline(tree: OlxTree, course: OlxBlock): Promise<OlxNode> {
  const inside = new Set<string>();
  let count = 0;

  async function open(block: OlxBlock, depth: number): Promise<OlxNode> {
    const node: OlxNode = { ...block, children: [] };
    if (block.broken || !containers.has(block.kind)) return node;
    const place = `${block.kind}/${block.id}`;
    // A block inside itself, or far too many, and no course is meant.
    if (depth > deepest || inside.has(place) || ++count > mostBlocks)
      return { ...node, kind: `${block.kind} (circular)` };
    if (block.id !== "") inside.add(place);
    for (const child of elements(block.element)) {
      if (isBlock(child)) node.children.push(await open(await tree.resolve(child, block.file), depth + 1));
    }
    inside.delete(place);
    return node;
  }

  return open(course, 0);
}

/** What a container may hold that is no block. */
function isBlock({ name }: XmlElement): boolean {
  return name !== "show" && name !== "metadata";
}

/** Blocks below that hold no others. */
export function leavesOf(node: OlxNode): OlxNode[] {
  return node.children.length === 0 ? [node] : node.children.flatMap(leavesOf);
}

/** Id of each block -> the title that learners know it by: its own, or that of the unit around it. */
export function titlesOf(course: OlxNode): Map<string, string> {
  const titles = new Map<string, string>();
  const walk = (node: OlxNode, around: string) => {
    const unit = node.kind === "course" || containers.has(node.kind);
    const title = (unit && node.attributes.display_name) || around;
    if (node.id !== "") titles.set(node.id, title);
    for (const child of node.children) walk(child, title);
  };
  walk(course, "");
  return titles;
}
