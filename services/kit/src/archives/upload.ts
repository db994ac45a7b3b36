import { createWriteStream } from "node:fs";
import { mkdtemp, open, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Readable, Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { Refusal, refuse } from "../refusal.ts";
import { type Limits, standardLimits, startMeter, tooLarge } from "./limits.ts";
import { openShelf } from "./shelf.ts";
import type { Source } from "./source.ts";
import { unpackTar } from "./tar.ts";
import { unpackZip } from "./zip.ts";

interface UnpackOptions {
  signal: AbortSignal;
  limits?: Limits;
}

/**
 * Unpacks an uploaded archive into a private folder, lends it to `work`, and removes it whatever happens. The memory
 * that it takes is that of a chunk, whatever the archive's size.
 */
export async function withUpload<T>(
  body: Readable,
  { signal, limits = standardLimits }: UnpackOptions,
  work: (source: Source) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), "platform-import-"));
  try {
    const file = join(folder, "upload");
    const packed = await keep(body, file, limits, signal);
    const shelf = await openShelf(join(folder, "files"), startMeter(limits, packed), signal);
    await asRefusal(signal, async () => {
      const kind = await kindOf(file);
      if (kind === "zip") await unpackZip(file, shelf, signal);
      else await unpackTar(file, kind === "tar.gz", shelf, signal);
    });
    return await work(shelf.source());
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function keep(body: Readable, file: string, limits: Limits, signal: AbortSignal): Promise<number> {
  let size = 0;
  const counting = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      size += chunk.length;
      if (size > limits.packed) done(tooLarge("The upload is too large."));
      else done(null, chunk);
    },
  });
  await pipeline(body, counting, createWriteStream(file, { flags: "wx", mode: 0o600 }), { signal });
  return size;
}

/** What a file is, by its first bytes; its name may say anything. */
async function kindOf(file: string): Promise<"zip" | "tar.gz" | "tar"> {
  const handle = await open(file);
  try {
    const head = Buffer.alloc(512);
    const { bytesRead } = await handle.read(head, 0, head.length, 0);
    if (head.readUInt16BE(0) === 0x504b) return "zip";
    if (head.readUInt16BE(0) === 0x1f8b) return "tar.gz";
    if (bytesRead === head.length && head.toString("latin1", 257, 262) === "ustar") return "tar";
    throw refuse.state("ARCHIVE_UNREADABLE", "The file is no tar, tar.gz or zip.");
  } finally {
    await handle.close();
  }
}

/** What the unpackers throw at a broken archive, as a refusal that says so. */
async function asRefusal(signal: AbortSignal, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    const local = typeof (error as NodeJS.ErrnoException).syscall === "string";
    if (error instanceof Refusal || signal.aborted || local) throw error;
    const why = error instanceof Error ? error.message.slice(0, 200) : "unknown";
    throw refuse.state("ARCHIVE_UNREADABLE", `The archive is damaged or cut off: ${why}.`, { cause: error });
  }
}
