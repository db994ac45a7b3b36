import { type Blob, type Ctx, type Tx, uuid7 } from "@platform/kit";
import { contentTypeOf } from "@platform/kit/archives";
import { and, eq } from "drizzle-orm";
import { attachments } from "../schema.ts";
import type { Attachment } from "./view.ts";

/** Gives a page a file that was sent; one that had its name before is replaced. */
export async function addAttachment(ctx: Ctx, pageId: string, name: string, upload: Blob): Promise<Attachment> {
  // By its name: browsers send bytes, and what a client says of them is worth nothing.
  const contentType = contentTypeOf(name);
  const { size } = upload;
  const blobKey = `pages/${pageId}/${uuid7()}`;
  await ctx.blobs.put(blobKey, upload.body, { contentType });
  try {
    const { kept, before } = await ctx.tx(async (tx) => {
      const before = await takeName(tx, pageId, name);
      const [kept] = await tx
        .insert(attachments)
        .values({ id: uuid7(), pageId, name, blobKey, contentType, size })
        .returning();
      return { kept, before };
    });
    if (!kept) throw new Error("The file was not written");
    if (before) await ctx.blobs.delete(before.blobKey);
    return kept;
  } catch (error) {
    await ctx.blobs.delete(blobKey);
    throw error;
  }
}

/** Gives a page the files of another whose text it begins with. */
export async function copyAttachments(ctx: Ctx, fromId: string, toId: string): Promise<void> {
  const files = await ctx.db.select().from(attachments).where(eq(attachments.pageId, fromId));
  for (const { name, blobKey } of files) {
    const blob = await ctx.blobs.get(blobKey);
    if (blob) await addAttachment(ctx, toId, name, blob);
  }
}

async function takeName(tx: Tx, pageId: string, name: string): Promise<Attachment | undefined> {
  const [before] = await tx
    .delete(attachments)
    .where(and(eq(attachments.pageId, pageId), eq(attachments.name, name)))
    .returning();
  return before;
}

/** Takes a file away. */
export async function removeAttachment(ctx: Ctx, pageId: string, id: string): Promise<void> {
  const [gone] = await ctx.tx((tx) =>
    tx
      .delete(attachments)
      .where(and(eq(attachments.pageId, pageId), eq(attachments.id, id)))
      .returning(),
  );
  if (gone) await ctx.blobs.delete(gone.blobKey);
}
