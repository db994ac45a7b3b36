import { Readable } from "node:stream";
import type { Source } from "@platform/kit/archives";
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { AssetFiles } from "../asset-files.ts";
import { readHtmlText } from "../html/read.ts";
import { PackageFiles } from "./files.ts";

const image = await sharp({ create: { width: 40, height: 20, channels: 3, background: "red" } })
  .png()
  .toBuffer();
const files: Record<string, string | Buffer> = {
  "pack/a/page.html": "",
  "pack/a/red.png": image,
  "pack/a/no.png": "no image",
  "pack/notes.txt": "notes",
  "pack/run.js": "run()",
  "secret.png": image,
};
const source: Source = {
  files: new Map(Object.entries(files).map(([path, body]) => [path, { path, size: Buffer.byteLength(body) }])),
  open: (path) => Readable.from([Buffer.from(files[path] ?? "")]),
};
const open = () => new PackageFiles(source, "pack/", new AssetFiles(source));

describe("the files of a package", () => {
  it("give images with the size that is said, or else their own", async () => {
    const pack = open();
    expect(await pack.image("pack/a/red.png", {})).toEqual({ source: "asset:red.png", width: 40, height: 20 });
    expect(await pack.image("pack/a/red.png", { width: 80, height: 30 })).toMatchObject({ width: 80, height: 30 });
    for (const path of ["pack/a/no.png", "pack/notes.txt", "pack/a/absent.png"]) {
      expect(await pack.image(path, {}), path).toBeUndefined();
    }
    expect([...pack.assets.chosen]).toEqual([["red.png", "pack/a/red.png"]]);
  });

  it("are referred to from HTML, as long as they lie in the package and are no programs", () => {
    const pack = open();
    const scope = pack.htmlScope("pack/a/page.html");
    const read = (html: string) => readHtmlText(html, scope).markdown;
    expect(read('<img src="red.png" alt="i">')).toBe("![i](asset:red.png)");
    expect(read('<a href="../notes.txt#x">n</a>')).toBe("[n](asset:notes.txt)");
    expect(read('<a href="https://example.org/a">o</a>')).toBe("[o](https://example.org/a)");
    for (const href of [
      "../../secret.png",
      "/secret.png",
      "../run.js",
      "file:///etc/passwd",
      "//example.org:x",
      "%2e%2e/%2e%2e/secret.png",
    ]) {
      expect(read(`<p>x <a href="${href}">n</a></p>`), href).toBe("x n");
    }
    pack.titles.set("pack/a/page.html", "The page");
    expect(read('<p>Look <a href="page.html">here</a></p>')).toBe("Look here (The page)");
  });

  it("that are absent, or read far too often, are refused", async () => {
    const pack = open();
    await expect(pack.text("pack/absent.xml")).rejects.toMatchObject({ reason: "FILE_MISSING" });
    const large: Source = {
      files: new Map([["a.xml", { path: "a.xml", size: 4 * 1024 * 1024 }]]),
      open: () => Readable.from([Buffer.from("<a/>")]),
    };
    const again = new PackageFiles(large, "", new AssetFiles(large));
    for (let times = 0; times < 64; times++) await again.text("a.xml");
    await expect(again.text("a.xml")).rejects.toMatchObject({ reason: "ARCHIVE_TOO_LARGE" });
  });
});
