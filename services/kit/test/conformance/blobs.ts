import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { pipeline } from "node:stream/promises";
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

    it("tells what a file is, and opens a part of it", async () => {
      await blobs.put("r/ten", Buffer.from("0123456789"), { contentType: "video/mp4" });
      expect(await blobs.about("r/ten")).toEqual({ contentType: "video/mp4", size: 10 });
      expect(await blobs.about("r/none")).toBeUndefined();
      const part = async (first: number, last: number) => {
        const blob = await blobs.get("r/ten", { first, last });
        return blob && { text: (await buffer(blob.body)).toString(), type: blob.contentType, size: blob.size };
      };
      expect(await part(2, 4)).toEqual({ text: "234", type: "video/mp4", size: 3 });
      expect(await part(9, 99)).toEqual({ text: "9", type: "video/mp4", size: 1 });
      expect(await blobs.get("r/none", { first: 0, last: 1 })).toBeUndefined();
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

    it("keeps what was there where what shall replace it breaks off", async () => {
      await blobs.put("b/kept", Buffer.from("first"), { contentType: "text/plain" });
      const gone = new Readable({ read: () => undefined });
      gone.destroy(new Error("gone before it was read"));
      await expect(blobs.put("b/kept", gone, { contentType: "text/x" })).rejects.toThrow("gone before it was read");
      expect(await read("b/kept")).toEqual({ text: "first", type: "text/plain", size: 5 });
    });

    it("stores large files of unknown length, and nothing of one that breaks off late", async () => {
      const pieces = (count: number, end?: Error) =>
        Readable.from(
          (async function* () {
            for (let n = 0; n < count; n++) yield Buffer.alloc(1 << 20, n + 1);
            if (end) throw end;
          })(),
        );
      const about = { contentType: "video/mp4" };
      await blobs.put("large/whole", pieces(20), about);
      const stored = await blobs.get("large/whole");
      const [right, found] = [createHash("sha256"), createHash("sha256")];
      await pipeline(pieces(20), right);
      await pipeline(stored?.body ?? [], found);
      expect([stored?.contentType, stored?.size]).toEqual(["video/mp4", 20 << 20]);
      expect(found.digest("hex")).toBe(right.digest("hex"));
      await expect(blobs.put("large/half", pieces(18, new Error("cut late")), about)).rejects.toThrow("cut late");
      expect(await blobs.get("large/half")).toBeUndefined();
    });

    it("lists more than a page", async () => {
      const keys = Array.from({ length: 1100 }, (_, n) => `many/${String(n).padStart(4, "0")}`);
      for (let at = 0; at < keys.length; at += 50) {
        const some = keys.slice(at, at + 50);
        await Promise.all(some.map((key) => blobs.put(key, Buffer.from("."), { contentType: "text/plain" })));
      }
      const found: string[] = [];
      for await (const { key } of blobs.list("many/")) found.push(key);
      expect(found.sort()).toEqual(keys);
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
