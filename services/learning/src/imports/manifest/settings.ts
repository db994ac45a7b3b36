import type { CourseSettings } from "../../content.ts";
import { freePolicy } from "../../content.ts";
import { clip } from "../clip.ts";
import { escapeMarkdown } from "../escape-markdown.ts";
import { plainText } from "../html/read.ts";
import type { Item, Manifest } from "./manifest.ts";

/** The language of a package: the one that it names, or that of its titles. */
export function languageOf({ language, title, organizations }: Manifest): "RU" | "EN" {
  if (/^ru/i.test(language)) return "RU";
  if (language !== "" && !/^(und|zxx|x-none|none)/i.test(language)) return "EN";
  const titles = (items: readonly Item[]): string =>
    items.map((item) => `${item.title} ${titles(item.items)}`).join(" ");
  const words = `${title} ${organizations.map(({ items }) => titles(items)).join(" ")}`;
  return /\p{Script=Cyrillic}/u.test(words) ? "RU" : "EN";
}

/** What a course that is made of a package says of itself. */
export function settingsOf(manifest: Manifest, fileName: string): CourseSettings {
  const about = plainText(manifest.description);
  return {
    title: clip(manifest.title || titleOfFile(fileName), 200),
    summary: clip(about, 500),
    description: about.length > 500 ? clip(escapeMarkdown(about), 12_000) : "",
    language: languageOf(manifest),
    skills: [],
    minutes: 0,
    cover: "",
    grading: freePolicy,
  };
}

/** What a file is called without its ending. */
function titleOfFile(fileName: string): string {
  return (
    fileName
      .replace(/\.[^.]*$/, "")
      .replace(/[_-]+/g, " ")
      .trim() || "Untitled course"
  );
}
