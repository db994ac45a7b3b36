import type { AssetFiles } from "../asset-files.ts";
import type { Report } from "../report.ts";
import type { OlxTree } from "./tree.ts";

/** Why the files of a folder are of no use, where something is to be said of it. */
const why: Record<string, string> = {
  static: "No block refers to them, so they are not carried over.",
  info: "Updates and handouts of a course have no like here.",
  tabs: "A course has no pages of its own beside its lessons here.",
  about: "Of these pages the overview and the short description alone are used.",
  drafts: "They were not published yet.",
  policies: "They are the other system's own books.",
  assets: "They are the other system's own books.",
};

/** A line for each folder of files that nothing in the course refers to. */
export function reportRest(tree: OlxTree, assets: AssetFiles, report: Report): void {
  const used = new Set([...tree.read, ...assets.chosen.values()]);
  const rest = new Map<string, number>();
  for (const { path, size } of tree.source.files.values()) {
    if (used.has(path) || size === 0) continue;
    const inside = path.startsWith(tree.root) ? path.slice(tree.root.length) : `../${path}`;
    const folder = inside.includes("/") ? (inside.split("/")[0] as string) : inside;
    rest.set(folder, (rest.get(folder) ?? 0) + 1);
  }
  for (const [folder, count] of rest) {
    const files = count === 1 ? "1 file" : `${count} files`;
    const message = `${files}. ${why[folder] ?? "Nothing in the course refers to them."}`;
    report.leftOut({ source: folder === ".." ? "outside the course" : folder, kind: "files" }, "FILES_UNUSED", message);
  }
}
