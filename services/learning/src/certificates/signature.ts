import { buffer } from "node:stream/consumers";
import type { Ctx } from "@platform/kit";
import { and, eq } from "drizzle-orm";
import sharp from "sharp";
import type { Asset } from "../assets.ts";
import { assets } from "../schema.ts";

const contentTypes = new Set(["image/png", "image/jpeg", "image/webp"]);
// By what a file holds, whatever it says of itself: others may be programs, as SVG is.
const formats = new Set(["png", "jpeg", "webp"]);
const mostBytes = 1_000_000;
const mostPixels = 16_000_000;
// Four times what it takes on the page, so that it stays sharp in print.
const box = { width: 680, height: 208 } as const;

/** Whether a file of a course may be the signature on its certificates. */
export function isSignature({ contentType, size }: Pick<Asset, "contentType" | "size">): boolean {
  return contentTypes.has(contentType) && size <= mostBytes;
}

/**
 * The picture of a signature, drawn anew as a PNG no larger than its place on a certificate needs; undefined where the
 * course has no such file, or none that can be read.
 */
export async function readSignature(ctx: Ctx, courseId: string, name: string): Promise<Buffer | undefined> {
  const [asset] = await ctx.db
    .select()
    .from(assets)
    .where(and(eq(assets.courseId, courseId), eq(assets.name, name)));
  if (!asset || !isSignature(asset)) return undefined;
  const file = await ctx.blobs.get(asset.blobKey);
  return file && draw(await buffer(file.body));
}

async function draw(source: Buffer): Promise<Buffer | undefined> {
  try {
    const picture = sharp(source, { limitInputPixels: mostPixels, failOn: "error" });
    const { format } = await picture.metadata();
    if (!formats.has(format)) return undefined;
    return await picture
      .rotate()
      .resize({ ...box, fit: "inside", withoutEnlargement: true })
      .png()
      .toBuffer();
  } catch {
    return undefined;
  }
}
