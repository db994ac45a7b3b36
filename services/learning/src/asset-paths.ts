import type { Blobs, Database } from "@platform/kit";
import { type Asset, listAssets } from "./assets.ts";
import type { AssetPaths } from "./lesson-view.ts";

/** How long authors may read a file by its path. */
export const authorPathMs = 3600_000;
/** How long a lesson that is open in a tab goes on to show its files. */
const lessonPathMs = 12 * 3600_000;

/** Paths to the files of a course, for a lesson that is read. */
export async function lessonPaths(db: Database, blobs: Blobs, courseId: string): Promise<AssetPaths> {
  const files = new Map((await listAssets(db, courseId)).map((asset) => [asset.name, asset]));
  const path = (name: string, download?: string) => {
    const file = files.get(name);
    return file && blobs.url(file.blobKey, { expiresIn: lessonPathMs, download });
  };
  return { show: (name) => path(name), save: (name, as) => path(name, as) };
}

/** A path to one file, for its author. */
export function authorPath(blobs: Blobs, { blobKey }: Asset): string {
  return blobs.url(blobKey, { expiresIn: authorPathMs });
}
