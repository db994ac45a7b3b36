import type { CourseSettings } from "../../content.ts";
import { freePolicy } from "../../content.ts";
import { isImage } from "../asset-files.ts";
import { clip } from "../clip.ts";
import type { HtmlScope } from "../html/clean.ts";
import { plainText, readHtmlText } from "../html/read.ts";
import type { Report } from "../report.ts";
import { whyPolicyLeftOut } from "./policy-items.ts";
import { type OlxBlock, type OlxTree, plainValue } from "./tree.ts";

const longestSummary = 500;
const longestDescription = 50_000;

/** The language that a course is taught in, as far as the platform knows it. */
export function readLanguage({ attributes }: OlxBlock): "RU" | "EN" {
  return /^ru\b/i.test(plainValue(attributes.language)) ? "RU" : "EN";
}

/** Reads what a course says of itself: its policy, and the pages of its `about` folder. */
export async function readSettings(
  tree: OlxTree,
  course: OlxBlock,
  html: HtmlScope,
  report: Report,
): Promise<CourseSettings> {
  const { attributes } = course;
  const title = plainValue(attributes.display_name).trim() || plainValue(attributes.course) || "Untitled course";
  const cover = readCover(plainValue(attributes.course_image), html);
  reportPolicy(course, tree, cover, report);
  const summary = plainText((await tree.text("about/short_description.html")) ?? "");
  if (summary !== "") report.taken({ source: "about/short_description.html", kind: "about" });
  return {
    title: clip(title, 200),
    summary: clip(summary, longestSummary),
    description: await readDescription(tree, html, report),
    language: readLanguage(course),
    skills: [],
    minutes: 0,
    cover,
    grading: freePolicy,
  };
}

async function readDescription(tree: OlxTree, html: HtmlScope, report: Report): Promise<string> {
  const file = "about/overview.html";
  const { markdown, changes } = readHtmlText((await tree.text(file)) ?? "", html);
  if (Buffer.byteLength(markdown) > longestDescription) {
    report.leftOut({ source: file, kind: "about" }, "DESCRIPTION_TOO_LONG", "The description is too long.");
    return "";
  }
  if (markdown !== "") report.taken({ source: file, kind: "about" }, "", changes);
  return markdown;
}

function readCover(image: string, html: HtmlScope): string {
  return image !== "" && isImage(image) ? (html.asset(image) ?? "") : "";
}

/** Attributes that are part of the format rather than of the course. */
const bookkeeping = new Set(["url_name", "org", "course", "slug", "xml_attributes", "display_name"]);

/** A line for each setting that says something. Values are never told: some are secrets. */
function reportPolicy({ attributes, file, id }: OlxBlock, tree: OlxTree, cover: string, report: Report): void {
  const policy = tree.policy[`course/${id}`] ?? {};
  for (const [name, value] of Object.entries(attributes)) {
    if (bookkeeping.has(name) || /^(|""|null|false|\[\]|\{\})$/.test(value.trim())) continue;
    const source = name in policy ? tree.policyFile : file;
    const piece = { source, kind: "policy", title: name };
    if (name === "language") {
      const known = /^"?(ru|en)\b/i.test(value);
      const message = "Courses are taught in Russian or English here; English was set.";
      report.taken(piece, "", known ? [] : [{ reason: "LANGUAGE_UNKNOWN", message }]);
    } else if (name === "course_image" && cover !== "") report.taken(piece);
    else {
      const { reason, message } = whyPolicyLeftOut(name);
      report.leftOut(piece, reason, message);
    }
  }
}
