import type { Readable } from "node:stream";
import { type Blob, type Blobs, type Ctx, type Database, type Tx, uuid7 } from "@platform/kit";
import { contentTypeOf } from "@platform/kit/archives";
import { and, asc, eq, sql } from "drizzle-orm";
import { lockAuthored } from "./courses.ts";
import { assets } from "./schema.ts";

export type Asset = typeof assets.$inferSelect;

/** Stores a file of a course under a new key, before the transaction that gives it a name. */
export async function storeAsset(
  blobs: Blobs,
  courseId: string,
  body: Uint8Array | Readable,
  contentType: string,
): Promise<string> {
  const blobKey = `courses/${courseId}/${uuid7()}`;
  await blobs.put(blobKey, body, { contentType });
  return blobKey;
}

/** Gives stored files their names; one of the same name is replaced. */
export async function insertAssets(tx: Tx, courseId: string, files: Omit<Asset, "courseId">[]): Promise<void> {
  if (files.length === 0) return;
  await tx
    .insert(assets)
    .values(files.map(({ name, blobKey, contentType, size }) => ({ courseId, name, blobKey, contentType, size })))
    .onConflictDoUpdate({
      target: [assets.courseId, assets.name],
      set: {
        blobKey: sql`excluded.blob_key`,
        contentType: sql`excluded.content_type`,
        size: sql`excluded.size`,
      },
    });
}

/** The files of a course, by name. */
export function listAssets(db: Database, courseId: string): Promise<Asset[]> {
  return db.select().from(assets).where(eq(assets.courseId, courseId)).orderBy(asc(assets.name));
}

/** Gives a course a file that was sent; what had its name before is gone. */
export async function addAsset(ctx: Ctx, courseId: string, name: string, upload: Blob): Promise<Asset> {
  // By its name: a browser sends bytes, and what a client says of them is worth nothing.
  const contentType = contentTypeOf(name);
  const { size } = upload;
  const blobKey = await storeAsset(ctx.blobs, courseId, upload.body, contentType);
  const asset = { courseId, name, blobKey, contentType, size };
  try {
    const before = await ctx.tx(async (tx) => {
      await lockAuthored(tx, ctx.person, courseId);
      const [replaced] = await tx
        .select({ blobKey: assets.blobKey })
        .from(assets)
        .where(and(eq(assets.courseId, courseId), eq(assets.name, name)));
      await insertAssets(tx, courseId, [asset]);
      return replaced;
    });
    if (before) await ctx.blobs.delete(before.blobKey);
    return asset;
  } catch (error) {
    await ctx.blobs.delete(blobKey);
    throw error;
  }
}
