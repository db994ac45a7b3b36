import type { Readable } from "node:stream";
import { type Blobs, type Ctx, uuid7 } from "@platform/kit";

/** A path to a file that was written, and until when that works. */
export interface ExportPath {
  url: string;
  expireTime: Date;
}

const pathMs = 3600_000;

/** Keeps a file for an hour under a name made of `title`. */
export async function keepExport(
  blobs: Blobs,
  body: Uint8Array | Readable,
  { title, ending, contentType }: { title: string; ending: string; contentType: string },
): Promise<ExportPath> {
  const key = `exports/${uuid7()}`;
  await blobs.put(key, body, { contentType });
  const download = `${fileNameOf(title)}.${ending}`;
  return { url: blobs.url(key, { expiresIn: pathMs, download }), expireTime: new Date(Date.now() + pathMs) };
}

/** Removes the files whose paths have ended. */
export async function dropOldExports(ctx: Ctx): Promise<void> {
  for await (const { key, time } of ctx.blobs.list("exports/")) {
    if (ctx.now().getTime() - time.getTime() > 2 * pathMs) await ctx.blobs.delete(key);
  }
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
