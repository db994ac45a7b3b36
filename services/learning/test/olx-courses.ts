import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { openFolder } from "@platform/kit/archives";
import { afterAll, beforeAll } from "vitest";
import type { Block, Question } from "../src/content.ts";
import type { Imported } from "../src/imports/imported.ts";
import { readSource } from "../src/imports/read.ts";

/** Nobody who wants to know how far an import is. */
export const quiet = { count: () => undefined, step: async () => undefined };

export const filler = "<html><p>Filler.</p></html>";

/** Imports courses of Open edX that a test writes down, out of a folder that is gone behind it. */
export function olxCourses() {
  let place: string;
  let folders = 0;
  beforeAll(async () => {
    place = await mkdtemp(join(tmpdir(), "imports-olx-"));
  });
  afterAll(() => rm(place, { recursive: true, force: true }));

  async function read(files: Record<string, string>): Promise<Imported> {
    const folder = join(place, String(folders++));
    for (const [path, text] of Object.entries(files)) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), text);
    }
    return readSource(await openFolder(folder), "course.tar.gz", quiet);
  }

  /** A course of one unit that holds what is given, all in one file. */
  const unit = (inside: string, files: Record<string, string> = {}, sequential = "") =>
    read({
      "course.xml": `<course url_name="run" display_name="C"><chapter display_name="M"><sequential display_name="S" ${sequential}><vertical display_name="U">${inside}</vertical></sequential></chapter></course>`,
      ...files,
    });
  const problem = (inside: string, attributes = "") => unit(`<problem ${attributes}>${inside}</problem>${filler}`);
  return { read, unit, problem };
}

export const blocksOf = ({ content }: Imported): Block[] =>
  content.modules.flatMap(({ lessons }) => lessons.flatMap(({ blocks }) => blocks));
export const questionsOf = (imported: Imported): Question[] =>
  blocksOf(imported).flatMap((block) => (block.kind === "question" ? [block.question] : []));
export const textsOf = (imported: Imported): string[] =>
  blocksOf(imported).flatMap((block) => (block.kind === "text" ? [block.markdown] : []));
export const lineOf = ({ report }: Imported, kind: string) => report.find((line) => line.kind === kind);
