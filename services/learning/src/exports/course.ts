import { PassThrough, type Readable } from "node:stream";
import type { Blobs, Ctx } from "@platform/kit";
import { ZipFile } from "yazl";
import { type Asset, listAssets } from "../assets.ts";
import type { CourseContent } from "../content.ts";
import { readDraft } from "../drafts.ts";
import { type ExportPath, keepExport } from "./kept.ts";
import { AssetPlaces } from "./markdown/assets.ts";
import { writeCourse } from "./markdown/course.ts";

/** Writes the draft of a course as a zip of Markdown; answers with a path to it and until when that works. */
export async function exportCourse(ctx: Ctx, courseId: string): Promise<ExportPath> {
  const content = await readDraft(ctx.db, courseId);
  const assets = await listAssets(ctx.db, courseId);
  const body = packCourse(ctx.blobs, content, assets);
  return keepExport(ctx.blobs, body, { title: content.settings.title, ending: "zip", contentType: "application/zip" });
}

/** The zip as it is made: a file at a time is read, and none is held. */
function packCourse(blobs: Blobs, content: CourseContent, assets: Asset[]): Readable {
  const zip = new ZipFile();
  const packed = new PassThrough();
  zip.on("error", (error: Error) => packed.destroy(error));
  zip.outputStream.pipe(packed);
  const places = new AssetPlaces(assets.map(({ name }) => name));
  for (const { path, text } of writeCourse(content, places)) zip.addBuffer(Buffer.from(text), path);
  for (const { name, blobKey } of assets) {
    zip.addReadStreamLazy(places.placeOf(name), (done) => {
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
  zip.end();
  return packed;
}
