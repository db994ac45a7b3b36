import type { MarkdownFiles } from "./files.ts";

/** A lesson to be, in its module to be. */
export interface OutlineLesson {
  path: string;
  /** The folders between that of the module and the file, for show; empty for none. */
  section: string;
}

/** A folder of a course. */
export interface OutlineModule {
  /** Empty for the files that lie beside the folders. */
  folder: string;
  /** The file that tells of the module itself, if there is one. */
  about?: string;
  lessons: OutlineLesson[];
}

const about = /^(module|index|readme|_index)\.[^./]+$/i;

/** Parts the files of a folder into modules, by the folder that they lie in. */
export function outlineOf(files: MarkdownFiles, left: ReadonlySet<string>): OutlineModule[] {
  const modules = new Map<string, OutlineModule>();
  for (const path of files.texts) {
    if (left.has(path)) continue;
    const parts = path.split("/");
    const folder = parts.length > 1 ? (parts[0] as string) : "";
    const module = modules.get(folder) ?? { folder, lessons: [] };
    modules.set(folder, module);
    const inside = parts.slice(1);
    if (inside.length === 1 && about.test(inside[0] as string) && module.about === undefined) module.about = path;
    else module.lessons.push({ path, section: inside.slice(0, -1).map(titleOfName).join(" / ") });
  }
  // Files beside the folders come first, as what one reads before.
  return [...modules.values()].sort((a, b) => Number(a.folder !== "") - Number(b.folder !== ""));
}

/** A file's or a folder's name as a title: `02-getting_started.md` is `Getting started`. */
export function titleOfName(name: string): string {
  const bare = name.replace(/\.(md|markdown|mdown|mkd)$/i, "");
  const date = /^(\d{4})[-_](\d{2})[-_](\d{2})$/.exec(bare);
  if (date) return date.slice(1).join("-");
  const words = bare
    .replace(/^\d{1,4}[-_.) ]+(?=\D)/, "")
    .replace(/_{3}/g, " / ")
    .replace(/_+|(?<=\p{L})-+(?=\p{L})/gu, " ")
    .replace(/\s+/g, " ")
    .trim();
  const title = words || bare || name;
  return title.charAt(0).toUpperCase() + title.slice(1);
}
