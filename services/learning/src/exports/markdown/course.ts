import { setImmediate as othersFirst } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";
import type {
  BankContent,
  CertificateDesign,
  CourseContent,
  CourseSettings,
  LessonContent,
  LessonGrading,
} from "../../content.ts";
import { practice } from "../../content.ts";
import { splitFrontMatter, withoutBlankEnds } from "../../imports/markdown/front-matter.ts";
import { showNames } from "../../imports/markdown/lesson.ts";
import { relink } from "../../imports/markdown/links.ts";
import { toYaml } from "../../imports/markdown/yaml.ts";
import type { AssetPlaces } from "./assets.ts";
import { writeBankQuestion } from "./bank.ts";
import { writeBlock } from "./blocks.ts";

/** A file of a course that is written down. */
export interface WrittenFile {
  path: string;
  text: string;
}

/**
 * Writes a course as files of Markdown, one a lesson, which the import reads back without loss. There may be thousands of
 * blocks and questions, and others are served between them.
 */
export async function* writeCourse(content: CourseContent, assets: AssetPlaces): AsyncGenerator<WrittenFile> {
  yield { path: "course.md", text: writeSettings(content.settings, assets) };
  yield* writeBanks(content.banks, assets);
  const moduleDigits = digits(content.modules.length);
  for (const [at, { id, title, lessons }] of content.modules.entries()) {
    const folder = named(at, moduleDigits, title);
    yield { path: `${folder}/module.md`, text: head({ id, title }) };
    const lessonDigits = digits(lessons.length);
    for (const [place, lesson] of lessons.entries()) {
      yield {
        path: `${folder}/${named(place, lessonDigits, lesson.title)}.md`,
        text: await writeLesson(lesson, assets),
      };
    }
  }
}

async function* writeBanks(banks: readonly BankContent[], assets: AssetPlaces): AsyncGenerator<WrittenFile> {
  const width = digits(banks.length);
  const addresses = assets.addressesIn("../");
  for (const [at, { id, title, questions }] of banks.entries()) {
    const written = [head({ id, title })];
    for (const question of questions) {
      await othersFirst();
      written.push(writeBankQuestion(question, addresses));
    }
    yield { path: `banks/${named(at, width, title)}.md`, text: written.join("\n") };
  }
}

function writeSettings(settings: CourseSettings, assets: AssetPlaces): string {
  const { title, summary, description, language, skills, minutes, cover, grading, certificate } = settings;
  const { passScore, requireAllBlocks, categories } = grading;
  const addresses = assets.addressesIn("");
  const data = (exact: boolean) => ({
    title,
    language: language.toLowerCase(),
    ...(summary !== "" && { summary }),
    ...(skills.length > 0 && { skills }),
    ...(minutes !== 0 && { minutes }),
    ...(cover !== "" && { cover }),
    grading: {
      pass_score: passScore,
      require_all_blocks: requireAllBlocks,
      ...(categories.length > 0 && {
        categories: categories.map(({ name, weight, dropLowest }) => ({
          name,
          weight,
          ...(dropLowest !== 0 && { drop_lowest: dropLowest }),
        })),
      }),
    },
    ...(certificate && { certificate: writeDesign(certificate) }),
    ...(assets.renamed.length > 0 && { files: assets.renamed }),
    ...(exact && { description }),
  });
  const body = relink(description, addresses.write);
  const pleasant = head(data(false)) + (body === "" ? "" : `\n${body}\n`);
  const back = relink(withoutBlankEnds(splitFrontMatter(pleasant).body), addresses.read);
  return isDeepStrictEqual(back, description) ? pleasant : head(data(true));
}

function writeDesign({ signerTitle, ...design }: CertificateDesign) {
  const said = { ...design, signer_title: signerTitle };
  return Object.fromEntries(Object.entries(said).filter(([, value]) => value !== ""));
}

async function writeLesson(lesson: LessonContent, assets: AssetPlaces): Promise<string> {
  const { id, title, section, grading, blocks } = lesson;
  const counted = writeGrading(grading);
  const top = head({ id, title, ...(section !== "" && { section }), ...(counted && { grading: counted }) });
  const addresses = assets.addressesIn("../");
  const written = [top];
  for (const block of blocks) written.push(await writeBlock(block, addresses));
  return written.join("\n");
}

function writeGrading({ category, maxAttempts, minutes, dueTime, dueDays, showAnswers }: LessonGrading) {
  const said = {
    ...(category !== practice.category && { category }),
    ...(maxAttempts !== practice.maxAttempts && { max_attempts: maxAttempts }),
    ...(minutes !== practice.minutes && { minutes }),
    ...(dueTime !== practice.dueTime && { due: dueTime }),
    ...(dueDays !== practice.dueDays && { due_days: dueDays }),
    ...(showAnswers !== practice.showAnswers && { show_answers: showNames[showAnswers] }),
  };
  return Object.keys(said).length > 0 ? said : undefined;
}

function head(data: Record<string, unknown>): string {
  return `---\n${toYaml(data)}---\n`;
}

function digits(count: number): number {
  return Math.max(2, String(count).length);
}

/** `03-deep-dive`: the number keeps the order, and titles that are the same apart. */
function named(at: number, width: number, title: string): string {
  const number = String(at + 1).padStart(width, "0");
  const slug = title
    .toLowerCase()
    .normalize("NFC")
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .slice(0, 40)
    .replace(/^-+|-+$/g, "");
  return slug === "" ? number : `${number}-${slug}`;
}
