import { createReadStream, createWriteStream } from "node:fs";
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { dirname, join, relative, sep } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { uuid7 } from "../uuid.ts";
import type { BlobUrls } from "./blob-urls.ts";
import { type Blobs, checkBlobKey } from "./blobs.ts";

/** Blobs in a folder: `files/<key>` beside `types/<key>`, which holds the content type. */
export function openFolderBlobs(folder: string, urls: BlobUrls): Blobs {
  const filePath = (key: string) => join(folder, "files", checkBlobKey(key));
  const typePath = (key: string) => join(folder, "types", checkBlobKey(key));

  async function about(key: string) {
    try {
      const [{ size }, contentType] = await Promise.all([stat(filePath(key)), readFile(typePath(key), "utf8")]);
      return { contentType, size };
    } catch (cause) {
      if ((cause as NodeJS.ErrnoException).code === "ENOENT") return undefined;
      throw cause;
    }
  }

  return {
    async put(key, body, { contentType }) {
      const unfinished = join(folder, "unfinished", uuid7());
      // A stream may fail before it is read; `pipeline` tells of it then.
      if (body instanceof Readable) body.on("error", () => undefined);
      for (const path of [unfinished, filePath(key), typePath(key)]) await mkdir(dirname(path), { recursive: true });
      try {
        if (body instanceof Readable) await pipeline(body, createWriteStream(unfinished));
        else await writeFile(unfinished, body);
        await writeFile(typePath(key), contentType);
        await rename(unfinished, filePath(key));
      } finally {
        await rm(unfinished, { force: true });
      }
    },
    async get(key, range) {
      const found = await about(key);
      if (!found || !range) return found && { ...found, body: createReadStream(filePath(key)) };
      const last = Math.min(range.last, found.size - 1);
      const body = createReadStream(filePath(key), { start: range.first, end: last });
      return { ...found, size: last - range.first + 1, body };
    },
    about,
    async delete(key) {
      await Promise.all([rm(filePath(key), { force: true }), rm(typePath(key), { force: true })]);
    },
    async *list(prefix) {
      const files = join(folder, "files");
      const entries = await readdir(files, { recursive: true, withFileTypes: true }).catch(() => []);
      for (const entry of entries.filter((one) => one.isFile())) {
        const path = join(entry.parentPath, entry.name);
        const key = relative(files, path).split(sep).join("/");
        // A file may be gone between the listing and the look.
        const found = key.startsWith(prefix) ? await stat(path).catch(() => undefined) : undefined;
        if (found) yield { key, time: found.mtime };
      }
    },
    url: (key, options) => urls.make(key, options),
  };
}
