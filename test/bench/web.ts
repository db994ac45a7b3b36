import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { Figure } from "./figure.ts";

interface Chunk {
  file: string;
  imports?: string[];
}

const loaded = /<(?:script|link)\b[^>]*?\b(?:src|href)="\/([^"]+\.js)"/g;

/** The JavaScript that a browser must have before the first page shows: what the page names, and what that imports. */
export function measureWeb(root: string): Figure[] {
  const dist = join(root, "web/dist");
  const chunks = JSON.parse(readFileSync(join(dist, ".vite/manifest.json"), "utf8")) as Record<string, Chunk>;
  const byFile = new Map(Object.values(chunks).map((chunk) => [chunk.file, chunk]));
  const files = new Set<string>();
  const visit = (file: string) => {
    if (files.has(file)) return;
    files.add(file);
    for (const name of byFile.get(file)?.imports ?? []) if (chunks[name]) visit(chunks[name].file);
  };
  for (const [, file] of readFileSync(join(dist, "index.html"), "utf8").matchAll(loaded)) visit(file as string);
  const bytes = [...files].reduce((sum, file) => sum + gzipSync(readFileSync(join(dist, file))).length, 0);
  return [
    {
      what: "first load of the web app, gzipped JavaScript",
      value: files.size > 0 ? bytes / 1024 : undefined,
      unit: "KiB",
      floor: { atMost: 180 },
      note: `${files.size} files`,
    },
  ];
}
