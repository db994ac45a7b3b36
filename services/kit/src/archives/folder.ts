import { createReadStream } from "node:fs";
import { lstat, readdir } from "node:fs/promises";
import { join } from "node:path";
import { standardLimits, startMeter } from "./limits.ts";
import { checkName, hostile } from "./names.ts";
import type { Source, SourceFile } from "./source.ts";

/** A folder on this machine as a source, under the same rules as an archive; nothing of it is copied. */
export async function openFolder(folder: string): Promise<Source> {
  const files = new Map<string, SourceFile & { place: string }>();
  const meter = startMeter(standardLimits, standardLimits.packed);

  async function list(below: string): Promise<void> {
    const names = (await readdir(join(folder, below))).sort();
    for (const name of names) {
      const inside = below === "" ? name : `${below}/${name}`;
      const place = join(folder, inside);
      const about = await lstat(place);
      meter.entry();
      const path = checkName(inside);
      if (about.isDirectory()) await list(inside);
      else if (about.isFile()) {
        meter.bytes(path, about.size, about.size);
        files.set(path, { path, size: about.size, place });
      } else throw hostile(inside, about.isSymbolicLink() ? "is a symbolic link" : "is a device");
    }
  }

  await list("");
  return {
    files,
    open(path) {
      const file = files.get(path);
      if (!file) throw new Error(`the source has no ${path}`);
      return createReadStream(file.place);
    },
  };
}
