import { createReadStream } from "node:fs";
import { Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import { extract, type Header } from "tar-stream";
import { refuse } from "../refusal.ts";
import { decodeName, hostile } from "./names.ts";
import type { Shelf } from "./shelf.ts";

const blockSize = 512;

/** Unpacks a tar onto a shelf; `gzip` says whether it is packed. */
export async function unpackTar(file: string, gzip: boolean, shelf: Shelf, signal: AbortSignal): Promise<void> {
  // Names are taken as bytes, one a character, since decoding them here would hide those that are not UTF-8.
  const named: object = { filenameEncoding: "latin1" };
  const entries = extract(named);
  const end = watchEnd();
  const stages = gzip ? [createReadStream(file), createGunzip()] : [createReadStream(file)];
  const reading = pipeline([...stages, end.watch, entries], { signal });
  reading.catch(() => undefined);
  try {
    for await (const entry of entries) {
      const { header } = entry;
      const path = shelf.entry(nameOf(header));
      if (header.type === "directory") entry.resume();
      else if (header.type === "file" || header.type === "contiguous-file")
        await shelf.put(path, entry as unknown as AsyncIterable<Uint8Array>);
      else throw hostile(nameOf(header), refusedType(header.type));
    }
    await reading;
  } catch (error) {
    entries.destroy();
    throw error;
  }
  if (!end.marked()) throw refuse.state("ARCHIVE_UNREADABLE", "The archive ends before its end mark; it is cut off.");
}

function nameOf(header: Header): string {
  // Names in pax headers are decoded by the library; one that was not UTF-8 shows by its replacement character.
  const { path } = (header.pax ?? {}) as { path?: string };
  return path ?? decodeName(Buffer.from(header.name, "latin1"));
}

function refusedType(type: Header["type"] | null): string {
  if (type === "symlink") return "is a symbolic link";
  if (type === "link") return "is a hard link";
  if (type === "character-device" || type === "block-device" || type === "fifo") return "is a device";
  return "is of a kind that nobody needs";
}

/** Sees whether what passed ended with an empty block, as every whole tar does. */
function watchEnd() {
  let tail = Buffer.alloc(0);
  let size = 0;
  const watch = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      size += chunk.length;
      tail = Buffer.concat([tail, chunk]).subarray(-blockSize);
      done(null, chunk);
    },
  });
  return { watch, marked: () => size >= blockSize && tail.length === blockSize && tail.every((byte) => byte === 0) };
}
