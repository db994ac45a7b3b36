import { promisify } from "node:util";
import { brotliCompress, brotliDecompress, constants, gunzip, gzip } from "node:zlib";
import { status } from "@grpc/grpc-js";
import { tooLarge } from "./body.ts";
import { failure } from "./failure.ts";

const worthwhile = 1024;

const unpack: Record<string, (bytes: Buffer, most: number) => Promise<Buffer>> = {
  identity: async (bytes) => bytes,
  gzip: (bytes, most) => promisify<Buffer, object, Buffer>(gunzip)(bytes, { maxOutputLength: most }),
  br: (bytes, most) => promisify<Buffer, object, Buffer>(brotliDecompress)(bytes, { maxOutputLength: most }),
};

const pack: Record<string, (bytes: Buffer) => Promise<Buffer>> = {
  gzip: (bytes) => promisify<Buffer, object, Buffer>(gzip)(bytes, { level: 5 }),
  br: (bytes) =>
    promisify<Buffer, object, Buffer>(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } }),
};

/** Undoes a compression; refuses what it does not know, what is broken, and what grows past `most` bytes. */
export async function decompress(bytes: Buffer, encoding: string | undefined, most: number): Promise<Buffer> {
  const undo = unpack[encoding || "identity"];
  if (!undo) {
    const known = Object.keys(unpack).join(", ");
    throw failure(status.UNIMPLEMENTED, `Unknown compression ${encoding}; known are ${known}.`);
  }
  try {
    return await undo(bytes, most);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE") throw tooLarge(most);
    throw failure(status.INVALID_ARGUMENT, `The request is not ${encoding}.`, { cause });
  }
}

/** Compresses a response worth it in the first way that the client accepts; answers with the way, if any. */
export async function compress(
  bytes: Buffer,
  accepted: string | undefined,
): Promise<{ bytes: Buffer; encoding?: string }> {
  if (!accepted || bytes.length < worthwhile) return { bytes };
  const encoding = accepted
    .split(",")
    .map((one) => one.trim().split(";")[0] ?? "")
    .find((one) => pack[one]);
  const work = encoding && pack[encoding];
  return work ? { bytes: await work(bytes), encoding } : { bytes };
}
