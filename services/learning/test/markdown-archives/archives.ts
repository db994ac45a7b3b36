import { createReadStream, createWriteStream } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { uuid7 } from "@platform/kit";
import { openFolder, withUpload } from "@platform/kit/archives";
import { afterAll, beforeAll } from "vitest";
import { ZipFile } from "yazl";
import type { CourseContent } from "../../src/content.ts";
import { AssetPlaces } from "../../src/exports/markdown/assets.ts";
import { writeCourse } from "../../src/exports/markdown/course.ts";
import type { Imported } from "../../src/imports/imported.ts";
import { readSource } from "../../src/imports/read.ts";

// The folder of a file of tests: hooks of a module are those of whoever imports it.
let place: string;
beforeAll(async () => {
  place = await mkdtemp(join(tmpdir(), "exports-markdown-"));
});
afterAll(() => rm(place, { recursive: true, force: true }));

export const quiet = { count: () => undefined, step: async () => undefined };

export async function written(content: CourseContent, assets: string[]) {
  const folder = join(place, uuid7());
  const places = new AssetPlaces(assets);
  const files: { path: string; text: string }[] = [];
  for await (const file of writeCourse(content, places)) files.push(file);
  const all = [...files, ...assets.map((name) => ({ path: places.placeOf(name), text: name }))];
  return { folder, files, all };
}

/** Writes a course as a zip and reads it back through the doors of the import. */
export async function roundTrip(content: CourseContent, assets: string[] = []): Promise<Imported> {
  const { folder, all } = await written(content, assets);
  const zip = new ZipFile();
  for (const { path, text } of all) zip.addBuffer(Buffer.from(text), path);
  zip.end();
  await pipeline(zip.outputStream, createWriteStream(`${folder}.zip`));
  const signal = new AbortController().signal;
  return withUpload(createReadStream(`${folder}.zip`), { signal }, (source) => readSource(source, "export.zip", quiet));
}

export async function folderOf(files: Record<string, string>): Promise<string> {
  const folder = join(place, uuid7());
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  return folder;
}

export const read = async (files: Record<string, string>, name = "notes.zip") =>
  readSource(await openFolder(await folderOf(files)), name, quiet);
