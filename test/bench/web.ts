import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { Figure } from "./figure.ts";

interface Chunk {
  file: string;
  isEntry?: boolean;
  imports?: string[];
}

/** The JavaScript that a browser must have before the first page shows: the entry and what it imports statically. */
export function measureWeb(root: string): Figure[] {
  const dist = join(root, "web/dist");
  const chunks = JSON.parse(readFileSync(join(dist, ".vite/manifest.json"), "utf8")) as Record<string, Chunk>;
  const files = new Set<string>();
  const visit = (name: string) => {
    const chunk = chunks[name];
    if (!chunk || files.has(chunk.file)) return;
    files.add(chunk.file);
    for (const next of chunk.imports ?? []) visit(next);
  };
  for (const [name, chunk] of Object.entries(chunks)) if (chunk.isEntry) visit(name);
  const scripts = [...files].filter((file) => file.endsWith(".js"));
  const bytes = scripts.reduce((sum, file) => sum + gzipSync(readFileSync(join(dist, file))).length, 0);
  return [
    {
      what: "first load of the web app, gzipped JavaScript",
      value: bytes / 1024,
      unit: "KiB",
      floor: { atMost: 180 },
      note: `${scripts.length} files`,
    },
  ];
}
