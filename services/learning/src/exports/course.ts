import { PassThrough, type Readable } from "node:stream";
import { type Blobs, type Ctx, uuid7 } from "@platform/kit";
import { ZipFile } from "yazl";
import { type Asset, listAssets } from "../assets.ts";
import type { CourseContent } from "../content.ts";
import { readDraft } from "../drafts.ts";
import { AssetPlaces } from "./markdown/assets.ts";
import { writeCourse } from "./markdown/course.ts";

const pathMs = 3600_000;

/** Writes the draft of a course as a zip of Markdown; answers with a path to it and until when that works. */
export async function exportCourse(ctx: Ctx, courseId: string): Promise<{ url: string; expireTime: Date }> {
  const content = await readDraft(ctx.db, courseId);
  const assets = await listAssets(ctx.db, courseId);
  const key = `exports/${uuid7()}`;
  await ctx.blobs.put(key, packCourse(ctx.blobs, content, assets), { contentType: "application/zip" });
  const download = `${fileNameOf(content.settings.title)}.zip`;
  return { url: ctx.blobs.url(key, { expiresIn: pathMs, download }), expireTime: new Date(Date.now() + pathMs) };
}

/** Removes the exports whose paths have ended. */
export async function dropOldExports(ctx: Ctx): Promise<void> {
  for await (const { key, time } of ctx.blobs.list("exports/")) {
    if (ctx.now().getTime() - time.getTime() > 2 * pathMs) await ctx.blobs.delete(key);
  }
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

/** A title as the name of a file on any system. */
function fileNameOf(title: string): string {
  return (
    title
      .replace(/[\p{C}/\\:*?"<>|]+/gu, " ")
      .replace(/\s+/g, " ")
      .trim()
      .slice(0, 80)
      .replace(/^\.+|[. ]+$/g, "") || "course"
  );
}
