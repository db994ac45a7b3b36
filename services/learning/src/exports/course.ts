import { PassThrough, type Readable } from "node:stream";
import { type Blobs, type Ctx, type Database, playFileKey } from "@platform/kit";
import { ZipFile } from "yazl";
import { type Asset, listAssets } from "../assets.ts";
import type { CourseContent } from "../content.ts";
import { readDraft } from "../drafts.ts";
import { listPackageFiles, packageFolder, readPackages } from "../packages/packages.ts";
import { type ExportPath, keepExport } from "./kept.ts";
import { AssetPlaces } from "./markdown/assets.ts";
import { writeCourse } from "./markdown/course.ts";

/** Writes the draft of a course as a zip of Markdown; answers with a path to it and until when that works. */
export async function exportCourse(ctx: Ctx, courseId: string): Promise<ExportPath> {
  const content = await readDraft(ctx.db, courseId);
  const assets = await listAssets(ctx.db, courseId);
  const body = packCourse(ctx, content, assets, await playedFiles(ctx.db, courseId, content));
  return keepExport(ctx.blobs, body, { title: content.settings.title, ending: "zip", contentType: "application/zip" });
}

/** A stored file and its path in the archive. */
interface PackedFile {
  path: string;
  blobKey: string;
}

/** The files of the packages that a course plays, each package in a folder of its own. */
async function playedFiles(db: Database, courseId: string, { modules }: CourseContent): Promise<PackedFile[]> {
  const blocks = modules.flatMap(({ lessons }) => lessons.flatMap((lesson) => lesson.blocks));
  const ids = blocks.flatMap((block) => (block.kind === "package" ? [block.packageId] : []));
  const packed: PackedFile[] = [];
  for (const each of await readPackages(db, courseId, ids)) {
    const folder = packageFolder(each);
    for (const { path } of await listPackageFiles(db, each)) {
      packed.push({ path: `packages/${each.id}/${path}`, blobKey: playFileKey(folder, path) });
    }
  }
  return packed;
}

/** The zip as it is made: a file at a time is written or read, and no stored one is held. */
function packCourse(ctx: Ctx, content: CourseContent, assets: Asset[], played: PackedFile[]): Readable {
  const zip = new ZipFile();
  const packed = new PassThrough();
  zip.on("error", (error: Error) => packed.destroy(error));
  zip.outputStream.pipe(packed);
  const places = new AssetPlaces(assets.map(({ name }) => name));
  const named = assets.map(({ name, blobKey }) => ({ path: places.placeOf(name), blobKey }));
  const fill = async () => {
    for await (const { path, text } of writeCourse(content, places)) {
      ctx.signal.throwIfAborted();
      zip.addBuffer(Buffer.from(text), path);
    }
    for (const file of [...named, ...played]) addStored(zip, packed, ctx.blobs, file);
    zip.end();
  };
  fill().catch((error: unknown) => packed.destroy(error as Error));
  return packed;
}

function addStored(zip: ZipFile, packed: PassThrough, blobs: Blobs, { path, blobKey }: PackedFile): void {
  zip.addReadStreamLazy(path, (done) => {
    blobs.get(blobKey).then(
      (blob) => {
        if (!blob) return packed.destroy(new Error(`the file ${blobKey} of a course is gone`));
        blob.body.on("error", (error) => packed.destroy(error));
        return done(null, blob.body);
      },
      (error: unknown) => packed.destroy(error as Error),
    );
  });
}
