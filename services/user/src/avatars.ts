import type { Readable } from "node:stream";
import { type Blobs, refuse, uuid7 } from "@platform/kit";
import sharp from "sharp";

/** Pixels of a side. */
export const sizes = { small: 48, medium: 128, large: 512 } as const;

const mostPixels = 50_000_000;
const mostBytes = 8 << 20;

/** The blob of one size. */
export function avatarKey(folder: string, size: keyof typeof sizes): string {
  return `${folder}/${size}.webp`;
}

/** Draws a picture anew in all sizes, square and without metadata; answers with the folder of its blobs. */
export async function storeAvatar(blobs: Blobs, accountId: string, body: Readable): Promise<string> {
  const picture = await draw(await readWhole(body));
  const folder = `avatars/${accountId}/${uuid7()}`;
  for (const [size, bytes] of picture) await blobs.put(avatarKey(folder, size), bytes, { contentType: "image/webp" });
  return folder;
}

/** Removes a picture's blobs; harmless where they are gone. */
export async function dropAvatar(blobs: Blobs, folder: string): Promise<void> {
  for (const size of sizeNames) await blobs.delete(avatarKey(folder, size));
}

const sizeNames = Object.keys(sizes) as (keyof typeof sizes)[];

async function draw(source: Buffer): Promise<[keyof typeof sizes, Buffer][]> {
  try {
    const upright = sharp(source, { limitInputPixels: mostPixels, failOn: "error" }).rotate();
    return await Promise.all(
      sizeNames.map(async (size): Promise<[keyof typeof sizes, Buffer]> => {
        const side = sizes[size];
        return [size, await upright.clone().resize(side, side, { fit: "cover" }).webp({ quality: 82 }).toBuffer()];
      }),
    );
  } catch (cause) {
    throw unreadable(cause);
  }
}

async function readWhole(body: Readable): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > mostBytes) throw unreadable(new RangeError(`more than ${mostBytes} bytes`));
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function unreadable(cause: unknown) {
  return Object.assign(refuse.invalid({ upload_key: "is no picture that can be read" }, "PICTURE_UNREADABLE"), {
    cause,
  });
}
