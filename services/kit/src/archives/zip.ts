import { crc32 } from "node:zlib";
import { type Entry, openPromise } from "yauzl";
import { refuse } from "../refusal.ts";
import { decodeZipName, hostile, shown } from "./names.ts";
import type { Shelf } from "./shelf.ts";

const typeBits = 0o170000;
const symbolicLink = 0o120000;
const regularFile = 0o100000;
const directory = 0o040000;
const unicodeFlag = 0x800;

/** Unpacks a zip onto a shelf. */
export async function unpackZip(file: string, shelf: Shelf, signal: AbortSignal): Promise<void> {
  // Names are taken as bytes: without its flag a name's encoding is a guess.
  const zip = await openPromise(file, { lazyEntries: true, decodeStrings: false, autoClose: false });
  try {
    for await (const entry of zip.eachEntry()) {
      signal.throwIfAborted();
      const name = decodeZipName(entry.fileNameRaw, (entry.generalPurposeBitFlag & unicodeFlag) !== 0);
      const path = shelf.entry(name);
      checkEntry(entry, name);
      if (name.endsWith("/")) continue;
      let sum = 0;
      await shelf.put(path, await zip.openReadStreamPromise(entry), (chunk) => {
        sum = crc32(chunk, sum);
      });
      if (sum !== entry.crc32) {
        throw refuse.state("ARCHIVE_UNREADABLE", `The entry ${shown(name)} is damaged: its check sum is wrong.`);
      }
    }
  } finally {
    zip.close();
  }
}

function checkEntry(entry: Entry, name: string): void {
  const type = (entry.externalFileAttributes >>> 16) & typeBits;
  if (type === symbolicLink) throw hostile(name, "is a symbolic link");
  if (type !== 0 && type !== regularFile && type !== directory) throw hostile(name, "is a device");
  if (entry.isEncrypted()) {
    throw refuse.state("ARCHIVE_UNREADABLE", `The entry ${shown(name)} is encrypted; pack it without a password.`);
  }
}
