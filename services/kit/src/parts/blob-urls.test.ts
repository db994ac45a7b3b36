import { describe, expect, it } from "vitest";
import { createBlobUrls } from "./blob-urls.ts";

const urls = createBlobUrls("a secret of tests");
const read = (path: string) => urls.read(new URL(path, "http://localhost"));

describe("the address of a blob", () => {
  it("leads to what it was made for", () => {
    expect(read(urls.make("a/b.png"))).toEqual({ key: "a/b.png", download: "", expires: undefined });
    expect(read(urls.make("a/b", { download: "Курс.zip", expiresIn: 1000 }))).toMatchObject({ download: "Курс.zip" });
  });

  it("leads nowhere when it was changed, is over, or was signed elsewhere", () => {
    const address = urls.make("a/b.png", { expiresIn: 1000, download: "x" });
    for (const [part, other] of [
      ["b.png", "c.png"],
      ["d=x", "d=y"],
      [/e=\d/, "e=9"],
    ] as const) {
      expect(read(address.replace(part, other)), other).toBeUndefined();
    }
    expect(read(urls.make("a/b", { expiresIn: -1 }))).toBeUndefined();
    expect(read(createBlobUrls("another secret").make("a/b"))).toBeUndefined();
    expect(read("/media/a%2F..%2Fb?s=")).toBeUndefined();
  });
});
