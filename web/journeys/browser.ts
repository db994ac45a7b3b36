import { existsSync } from "node:fs";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type BrowserServer, chromium } from "playwright-core";
import web from "../package.json" with { type: "json" };
import { root } from "./root.ts";

const folder = join(root, ".cache", `chromium-${web.devDependencies["@sparticuz/chromium"]}`);

/** Starts Chromium out of its npm package: it brings the libraries that a bare machine lacks, and its own font. */
export async function startBrowser(): Promise<BrowserServer> {
  const other = process.env.JOURNEY_BROWSER;
  if (other) return chromium.launchServer({ executablePath: other, headless: true, args: ["--no-sandbox"] });
  if (process.platform !== "linux" || process.arch !== "x64") {
    throw new Error(
      "The browser from npm is made for Linux on x64. Name another Chromium by its path in JOURNEY_BROWSER.",
    );
  }
  if (!existsSync(folder)) await unpack();
  return chromium.launchServer({
    executablePath: join(folder, "chromium"),
    headless: true,
    // A container's root may not make the namespaces of the browser's own sandbox; it opens the platform's pages alone.
    args: ["--no-sandbox", "--font-render-hinting=none", "--disable-dev-shm-usage"],
    env: { ...process.env, LD_LIBRARY_PATH: join(folder, "al2023/lib"), FONTCONFIG_PATH: join(folder, "fonts") },
  });
}

// The package unpacks into the folder of temporary files, and its libraries only where it believes itself on Lambda.
async function unpack(): Promise<void> {
  const half = `${folder}.half`;
  await rm(half, { recursive: true, force: true });
  await mkdir(half, { recursive: true });
  const before = { ...process.env };
  Object.assign(process.env, { TMPDIR: half, AWS_EXECUTION_ENV: "AWS_Lambda_nodejs22.x" });
  try {
    const { default: packed } = await import("@sparticuz/chromium");
    await packed.executablePath();
  } finally {
    for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name];
    Object.assign(process.env, before);
  }
  const fonts = join(half, "fonts/fonts.conf");
  await writeFile(fonts, (await readFile(fonts, "utf8")).replaceAll("/tmp/fonts", join(folder, "fonts")));
  await rename(half, folder);
}
