import { buffer } from "node:stream/consumers";
import { type Blob, type Ctx, refuse, uuid7 } from "@platform/kit";
import { eq } from "drizzle-orm";
import sharp, { type Sharp } from "sharp";
import { pictures } from "../schema.ts";
import { viewerOf } from "../viewer.ts";
import { lockWritable } from "./article.ts";

const mostBytes = 16 << 20;
const mostPixels = 50_000_000;
const mostOfArticle = 100;
const widest = 1600;
const formats = new Set(["png", "jpeg", "gif", "webp", "heif"]);

// Pages and readers' programs elsewhere may show what lies here.
const keyOf = (articleId: string, ending: string) => `public/news/${articleId}/${uuid7()}.${ending}`;

/** Draws a cover anew, as a JPEG, which every preview of links understands; answers with its blob. */
export async function storeCover(ctx: Ctx, articleId: string, upload: Blob): Promise<string> {
  const bytes = await draw(upload, "COVER_INVALID", (picture) =>
    picture.flatten({ background: "#ffffff" }).jpeg({ quality: 82, mozjpeg: true }),
  );
  const key = keyOf(articleId, "jpg");
  await ctx.blobs.put(key, bytes, { contentType: "image/jpeg" });
  return key;
}

/** Adds a picture to an article, drawn anew without what cameras write into it. */
export async function addPicture(ctx: Ctx, articleId: string, upload: Blob) {
  const bytes = await draw(upload, "PICTURE_INVALID", (picture) => picture.webp({ quality: 82 }));
  const blobKey = keyOf(articleId, "webp");
  await ctx.blobs.put(blobKey, bytes, { contentType: "image/webp" });
  try {
    return await ctx.tx(async (tx) => {
      await lockWritable(tx, viewerOf(ctx), articleId);
      if ((await tx.$count(pictures, eq(pictures.articleId, articleId))) >= mostOfArticle) {
        throw refuse.state("TOO_MANY_PICTURES", `An article has at most ${mostOfArticle} pictures.`);
      }
      const picture = { id: uuid7(), articleId, blobKey };
      await tx.insert(pictures).values(picture);
      return picture;
    });
  } catch (error) {
    await ctx.blobs.delete(blobKey);
    throw error;
  }
}

async function draw(upload: Blob, reason: string, finish: (picture: Sharp) => Sharp): Promise<Buffer> {
  try {
    if (upload.size > mostBytes) throw new RangeError(`more than ${mostBytes} bytes`);
    const picture = sharp(await buffer(upload.body), { limitInputPixels: mostPixels, failOn: "error", animated: true });
    const { format } = await picture.metadata();
    if (!formats.has(format ?? "")) throw new TypeError(`${format} is not drawn`);
    return await finish(picture.autoOrient().resize({ width: widest, withoutEnlargement: true })).toBuffer();
  } catch (cause) {
    upload.body.destroy();
    throw Object.assign(refuse.invalid({ upload_key: "is no picture that can be shown" }, reason), { cause });
  }
}
