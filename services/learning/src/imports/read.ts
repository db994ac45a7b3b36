import type { Source } from "@platform/kit/archives";
import { importCartridge } from "./cartridge/course.ts";
import { isCartridge } from "./cartridge/kinds.ts";
import type { Imported, Progress } from "./imported.ts";
import { findManifest, readManifest } from "./manifest/manifest.ts";
import { importMarkdown } from "./markdown/course.ts";
import { holdsCourse } from "./markdown/native.ts";
import { importOlx } from "./olx/course.ts";
import { findOlxRoot } from "./olx/tree.ts";
import { importQti, isQti } from "./qti/package.ts";
import { importScorm } from "./scorm/course.ts";
import { isScorm } from "./scorm/package.ts";
import { storable } from "./storable.ts";

/** Reads a course from a source, whatever it was written for: that is found out by looking. */
export async function readSource(source: Source, fileName: string, progress: Progress): Promise<Imported> {
  const imported = await readAny(source, fileName, progress);
  return { ...imported, content: storable(imported.content), report: storable(imported.report) };
}

async function readAny(source: Source, fileName: string, progress: Progress): Promise<Imported> {
  const olx = findOlxRoot(source);
  // A package inside a course of this platform's, or of Open edX, is a file of it.
  const file = holdsCourse(source) ? undefined : findManifest(source);
  if (file !== undefined && !(olx !== undefined && depthOf(olx) <= depthOf(file))) {
    const manifest = await readManifest(source, file);
    if (isQti(manifest)) return importQti(source, manifest, fileName, progress);
    if (isCartridge(manifest)) return importCartridge(source, manifest, fileName, progress);
    if (isScorm(manifest)) return importScorm(source, manifest, fileName, progress);
  }
  return olx === undefined ? importMarkdown(source, fileName, progress) : importOlx(source, progress);
}

function depthOf(path: string): number {
  return path.split("/").length;
}
