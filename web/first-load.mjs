import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

const dist = join(import.meta.dirname, "dist");

/**
 * What a browser loads before it shows a page: the entry's scripts and, where pages are named, theirs, in KB after gzip.
 * Reads what `vite build` wrote.
 */
export function firstLoad(pages = []) {
  const manifest = JSON.parse(readFileSync(join(dist, ".vite/manifest.json"), "utf8"));
  const page = readFileSync(join(dist, "index.html"), "utf8");
  const files = new Set([...page.matchAll(/<script[^>]+src="\/([^"]+)"/g)].map(([, file]) => file));
  const seen = new Set();
  const take = (key) => {
    if (seen.has(key)) return;
    seen.add(key);
    files.add(manifest[key].file);
    for (const imported of manifest[key].imports ?? []) take(imported);
  };
  for (const key of pages) take(key);
  const bytes = [...files].map((file) => gzipSync(readFileSync(join(dist, file)), { level: 9 }).length);
  return bytes.reduce((sum, size) => sum + size, 0) / 1024;
}

if (process.argv[1] === import.meta.filename) {
  const frame = "src/features/auth/entrance.tsx";
  const shell = "src/app/shell/shell.tsx";
  const journeys = {
    "the entry": [],
    "the shell": [shell],
    "the log-in page": [frame, "src/features/auth/log-in/log-in.tsx"],
    "the home page": [shell, "src/features/home/home.tsx"],
    "the page for strangers": [shell, "src/features/auth/landing.tsx"],
  };
  for (const [name, pages] of Object.entries(journeys)) console.log(`${name}: ${firstLoad(pages).toFixed(1)} KB`);
}
