import type { Ctx } from "../context.ts";
import { refuse } from "../refusal.ts";
import { uuid7 } from "../uuid.ts";
import type { Blob, Blobs } from "./blobs.ts";

/** The path to which the bff lets files be sent. */
export const uploadPath = "/uploads/";

const folder = (accountId: string) => `uploads/${accountId}/`;

/** A new place for one file of a person's. */
export function uploadKey(accountId: string): string {
  return `${folder(accountId)}${uuid7()}`;
}

/** Opens a file that the caller sent; refuses UPLOAD_NOT_FOUND for one that is not there or is another's. */
export async function openUpload(ctx: Pick<Ctx, "blobs" | "person">, key: string): Promise<Blob> {
  const upload = key.startsWith(folder(ctx.person.id)) && isKey(key) ? await ctx.blobs.get(key) : undefined;
  if (!upload) {
    throw refuse.notFound("UPLOAD_NOT_FOUND", "There is no such upload of yours; send the file again.", {
      fields: { upload_key: "names no upload of yours" },
    });
  }
  return upload;
}

const keptMs = 24 * 3600_000;

/** Removes the uploads that nobody took within a day. */
export async function dropOldUploads(blobs: Blobs, now: Date): Promise<void> {
  for await (const { key, time } of blobs.list("uploads/")) {
    if (now.getTime() - time.getTime() > keptMs) await blobs.delete(key);
  }
}

function isKey(key: string): boolean {
  return /^uploads\/[0-9a-f-]{36}\/[0-9a-f-]{36}$/.test(key);
}
