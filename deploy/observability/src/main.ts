// Writes what is generated of this folder: `tsx deploy/observability/src/main.ts`.
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { files } from "./files.ts";

const folder = dirname(dirname(fileURLToPath(import.meta.url)));
for (const [path, text] of Object.entries(files())) {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}
