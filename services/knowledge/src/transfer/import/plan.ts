import { graphName, isGraph } from "./logseq.ts";

/** A page that an archive will become. */
export interface PlannedPage {
  /** The file in the archive; empty for a folder without one of its own. */
  path: string;
  /** The folder in the archive that stands for the pages below; empty for none. */
  folder: string;
  parent: PlannedPage | undefined;
  /** What its name says, where its file says nothing. */
  name: string;
  /** Whether it is of a graph of Logseq. */
  graph: boolean;
}

const about = /^(index|readme|_index)\.(md|markdown|html?)$/i;
const page = /\.(md|markdown|html?)$/i;

/** Whether a file is written as a page. */
export function isPage(path: string): boolean {
  return page.test(path);
}

const otherText = /\.(org|rst|adoc|asciidoc|textile|wiki|mediawiki|txt|docx?|odt|rtf|tex|ipynb)$/i;

/** Whether a file holds a text in a format of which no page is made. */
export function isOtherText(path: string): boolean {
  return otherText.test(path);
}

/** Whether a file is none of the archive's own, but a tool's: `.git/config`, `__MACOSX/x`. */
export function isHidden(path: string): boolean {
  return path.split("/").some((part) => part.startsWith(".") || part === "__MACOSX");
}

/**
 * The pages of an archive as a tree, parents before their children, in the order of their names. A folder's page is its
 * `index` or `README`, or the file beside it with its name, or one that only holds the others. A single folder around
 * everything is left out.
 */
export function planPages(paths: readonly string[]): PlannedPage[] {
  const files = paths.filter((path) => isPage(path) && !isHidden(path)).sort(byName);
  const root = commonFolder(files);
  const folders = new Map<string, PlannedPage>();
  const planned: PlannedPage[] = [];
  const known = new Set(files);
  const graph = isGraph(paths);
  const named = (path: string) => (graph ? graphName(nameOf(path)) : nameOf(path));

  function folderPage(folder: string): PlannedPage | undefined {
    if (folder === root) return undefined;
    const made = folders.get(folder);
    if (made) return made;
    const parent = folderPage(folder.slice(0, folder.lastIndexOf("/", folder.length - 2) + 1));
    const inside = files.find((path) => path.startsWith(folder) && about.test(path.slice(folder.length)));
    const beside = [".md", ".markdown", ".html", ".htm"]
      .map((end) => folder.slice(0, -1) + end)
      .find((p) => known.has(p));
    const own: PlannedPage = { path: inside ?? beside ?? "", folder, parent, name: named(folder.slice(0, -1)), graph };
    folders.set(folder, own);
    planned.push(own);
    return own;
  }

  for (const path of files) {
    const folder = path.slice(0, path.lastIndexOf("/") + 1);
    const parent = folderPage(folder);
    if (parent?.path === path) continue;
    const below = `${path.replace(page, "")}/`;
    const ownsFolder = files.some((other) => other.startsWith(below));
    if (ownsFolder && folderPage(below)?.path === path) continue;
    planned.push({ path, folder: "", parent, name: named(path), graph });
  }
  return planned;
}

function commonFolder(files: readonly string[]): string {
  const [first] = files;
  const folder = first?.includes("/") ? first.slice(0, first.indexOf("/") + 1) : "";
  return folder && files.every((path) => path.startsWith(folder)) ? folder : "";
}

function byName(one: string, other: string): number {
  return one.localeCompare(other, "en", { numeric: true });
}

function nameOf(path: string): string {
  const name = path.slice(path.lastIndexOf("/") + 1).replace(page, "");
  // What an export of Notion puts behind each name, and what keeps an order before it.
  return name.replace(/\s[0-9a-f]{32}$/, "").replace(/^\d{1,4}[-_. ]+(?=\D)/, "") || name;
}
