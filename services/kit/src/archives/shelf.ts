import { createReadStream, createWriteStream } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Meter } from "./limits.ts";
import { checkName, hostile } from "./names.ts";
import type { Source, SourceFile } from "./source.ts";

/** Where unpacked files are put. */
export interface Shelf {
  /** Notes an entry and answers its checked path; empty for the root itself. */
  entry(name: string): string;
  /** Puts a file, chunk by chunk; `look` sees each chunk as it passes. */
  put(path: string, body: AsyncIterable<Uint8Array>, look?: (chunk: Buffer) => void): Promise<void>;
  source(): Source;
}

/**
 * Opens a shelf in a folder. Files are stored under numbers, so that no name from an archive ever reaches the file
 * system: names that differ in case alone, or that some system reserves, are names like others.
 */
export async function openShelf(folder: string, meter: Meter, signal: AbortSignal): Promise<Shelf> {
  await mkdir(folder);
  const files = new Map<string, SourceFile & { place: string }>();
  return {
    entry(name) {
      meter.entry();
      return checkName(name);
    },
    async put(path, body, look) {
      if (path === "") throw hostile(path, "is a file without a name");
      if (files.has(path)) throw hostile(path, "is there twice");
      const file = { path, size: 0, place: join(folder, String(files.size)) };
      files.set(path, file);
      const counting = new Transform({
        transform(chunk: Buffer, _encoding, done) {
          try {
            file.size += chunk.length;
            meter.bytes(path, chunk.length, file.size);
            look?.(chunk);
            done(null, chunk);
          } catch (error) {
            done(error as Error);
          }
        },
      });
      await pipeline(body, counting, createWriteStream(file.place, { flags: "wx", mode: 0o600 }), { signal });
    },
    source: () => ({
      files,
      open(path) {
        const file = files.get(path);
        if (!file) throw new Error(`the source has no ${path}`);
        return createReadStream(file.place);
      },
    }),
  };
}
