import type { CertificateDesign, CourseSettings, GradingPolicy } from "../../content.ts";
import { freePolicy } from "../../content.ts";
import { clip } from "../clip.ts";
import { Fields } from "./fields.ts";

const most = { title: 200, summary: 500, skills: 20, skill: 40, categories: 20, category: 80 };
const mostDesign = { heading: 40, statement: 200, signer: 80 };

/** Settings of a course as the head of course.md says, with what is wrong with them. */
export function readSettings(data: Record<string, unknown>): {
  settings: CourseSettings;
  problems: string[];
} {
  const fields = new Fields(data);
  const { grading, problems } = readPolicy(fields.raw("grading"));
  const { design, problems: drawn } = readDesign(fields.raw("certificate"));
  const language = fields.text("language").toLowerCase();
  const settings: CourseSettings = {
    title: clip(fields.text("title"), most.title),
    summary: clip(fields.text("summary"), most.summary),
    description: fields.text("description"),
    language: language.startsWith("ru") ? "RU" : "EN",
    skills: fields
      .texts("skills")
      .slice(0, most.skills)
      .map((skill) => clip(skill, most.skill)),
    minutes: Math.max(0, Math.trunc(fields.number("minutes"))),
    cover: fields.text("cover"),
    grading,
    ...(design && { certificate: design }),
  };
  fields.raw("files");
  const unknown = fields.unknown.map((name) => `\`${name}\` is unknown`);
  return { settings, problems: [...fields.problems, ...unknown, ...problems, ...drawn] };
}

function readDesign(data: unknown): { design?: CertificateDesign; problems: string[] } {
  if (data === undefined || data === null) return { problems: [] };
  const fields = new Fields(data);
  const accent = fields.text("accent").toLowerCase();
  const isColour = accent === "" || /^#[0-9a-f]{6}$/.test(accent);
  const design = {
    heading: clip(fields.text("heading"), mostDesign.heading),
    statement: clip(fields.text("statement"), mostDesign.statement),
    signer: clip(fields.text("signer"), mostDesign.signer),
    signerTitle: clip(fields.text("signer_title"), mostDesign.signer),
    signature: fields.text("signature"),
    accent: isColour ? accent : "",
  };
  const wrong = isColour ? [] : ["`accent` must be a colour such as `#4a4fc4`"];
  const unknown = fields.unknown.map((name) => `\`certificate.${name}\` is unknown`);
  return { design, problems: [...fields.problems, ...wrong, ...unknown] };
}

function readPolicy(data: unknown): { grading: GradingPolicy; problems: string[] } {
  if (data === undefined || data === null) return { grading: freePolicy, problems: [] };
  const fields = new Fields(data);
  const problems = fields.problems;
  const passScore = fields.number("pass_score");
  if (passScore < 0 || passScore > 1) problems.push("`pass_score` must be between 0 and 1");
  const categories = fields
    .list("categories")
    .slice(0, most.categories)
    .map((item) => {
      const category = new Fields(item);
      const read = {
        name: clip(category.text("name"), most.category),
        weight: Math.min(1000, Math.max(0, category.number("weight", 1))),
        dropLowest: Math.min(50, Math.max(0, Math.trunc(category.number("drop_lowest")))),
      };
      problems.push(...category.problems);
      if (read.name === "") problems.push("each of `categories` must have a `name`");
      return read;
    });
  const grading = {
    passScore: Math.min(1, Math.max(0, passScore)),
    categories: categories.filter(({ name }) => name !== ""),
    requireAllBlocks: fields.has("require_all_blocks") ? fields.flag("require_all_blocks") : true,
  };
  return { grading, problems };
}
