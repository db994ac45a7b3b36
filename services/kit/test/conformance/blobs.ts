import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import type { Blobs } from "@platform/kit";
import { beforeAll, describe, expect, it } from "vitest";

/** What every store of files must do. */
export function blobsConform(kind: string, open: () => Promise<Blobs>) {
  describe(`the store of files ${kind}`, () => {
    let blobs: Blobs;
    beforeAll(async () => {
      blobs = await open();
    });
    const read = async (key: string) => {
      const blob = await blobs.get(key);
      return blob && { text: (await buffer(blob.body)).toString(), type: blob.contentType, size: blob.size };
    };

    it("stores bytes and streams, replaces and removes them", async () => {
      await blobs.put("a/one.txt", Buffer.from("first"), { contentType: "text/plain" });
      expect(await read("a/one.txt")).toEqual({ text: "first", type: "text/plain", size: 5 });
      await blobs.put("a/one.txt", Readable.from([Buffer.from("sec"), Buffer.from("ond!")]), { contentType: "text/x" });
      expect(await read("a/one.txt")).toEqual({ text: "second!", type: "text/x", size: 7 });
      await blobs.delete("a/one.txt");
      await blobs.delete("a/one.txt");
      expect(await read("a/one.txt")).toBeUndefined();
    });

    it("stores nothing of a stream that breaks off", async () => {
      const broken = Readable.from(
        (async function* () {
          yield Buffer.from("half");
          throw new Error("the line was cut");
        })(),
      );
      await expect(blobs.put("b/half", broken, { contentType: "text/plain" })).rejects.toThrow("the line was cut");
      expect(await read("b/half")).toBeUndefined();
    });

    it("lists by the beginning of the key", async () => {
      for (const key of ["c/1", "c/2/x", "d/3"]) await blobs.put(key, Buffer.from("."), { contentType: "text/plain" });
      const found: string[] = [];
      for await (const { key, time } of blobs.list("c/")) {
        expect(Math.abs(Date.now() - time.getTime())).toBeLessThan(60_000);
        found.push(key);
      }
      expect(found.sort()).toEqual(["c/1", "c/2/x"]);
    });

    it("refuses keys that reach elsewhere", async () => {
      for (const key of ["../x", "/x", "a/../b", "a//b", "a\\b", ".hidden", ""]) {
        await expect(blobs.put(key, Buffer.from("."), { contentType: "text/plain" }), key).rejects.toThrow(TypeError);
      }
    });
  });
}
