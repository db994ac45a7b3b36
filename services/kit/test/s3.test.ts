import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { ListMultipartUploadsCommand, S3Client } from "@aws-sdk/client-s3";
import type { Blobs } from "@platform/kit";
import { type S3Part, startS3 } from "@platform/parts";
import { describePart } from "@platform/parts/testing";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createBlobUrls } from "../src/parts/blob-urls.ts";
import { openS3Blobs } from "../src/parts/s3-blobs.ts";
import { blobsConform } from "./conformance/blobs.ts";

const urls = createBlobUrls("a secret of tests");

describePart("with S3", "versitygw", () => {
  let folder: string;
  let s3: S3Part;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "platform-s3-"));
    s3 = await startS3({ folder, buckets: ["platform"] });
  });
  afterAll(async () => {
    await s3?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  function open(bucket = "platform", prefix = ""): Blobs {
    const who = [s3.accessKeyId, s3.secretAccessKey].map(encodeURIComponent).join(":");
    const address = `s3://${who}@${new URL(s3.url).host}/${bucket}?region=${s3.region}&tls=false&prefix=${prefix}`;
    return openS3Blobs(address, urls);
  }

  blobsConform("in S3", async () => open());

  it("keeps to its prefix, whose files the bucket's other users see by their full keys", async () => {
    const [prefixed, plain] = [open("platform", "tenant/files"), open()];
    await prefixed.put("p/one", Buffer.from("1"), { contentType: "text/plain" });
    const keys = async (blobs: Blobs, start: string) => {
      const found: string[] = [];
      for await (const { key } of blobs.list(start)) found.push(key);
      return found;
    };
    expect(await keys(prefixed, "p/")).toEqual(["p/one"]);
    expect(await keys(plain, "tenant/")).toEqual(["tenant/files/p/one"]);
    expect(await keys(prefixed, "tenant/")).toEqual([]);
  });

  it("leaves no parts behind of a file that breaks off", async () => {
    const { accessKeyId, secretAccessKey, region } = s3;
    const credentials = { accessKeyId, secretAccessKey };
    const client = new S3Client({ endpoint: s3.url, region, credentials, forcePathStyle: true });
    const uploads = async () => {
      const { Uploads } = await client.send(new ListMultipartUploadsCommand({ Bucket: "platform" }));
      return (Uploads ?? []).map(({ Key }) => Key);
    };
    let open_: string[] = [];
    const broken = Readable.from(
      (async function* () {
        for (let n = 0; n < 30; n++) yield Buffer.alloc(1 << 20);
        open_ = (await uploads()) as string[];
        throw new Error("cut late");
      })(),
    );
    await expect(open().put("parts/half", broken, { contentType: "video/mp4" })).rejects.toThrow("cut late");
    // There was something to leave behind.
    expect(open_).toContain("parts/half");
    expect(await uploads()).not.toContain("parts/half");
    client.destroy();
  });

  it("says that a bucket is not there, instead of that a file is not", async () => {
    await expect(open("misspelt").get("a")).rejects.toThrow(/bucket/i);
    expect(() => openS3Blobs("s3://127.0.0.1:9000", urls)).toThrow("PLATFORM_BLOBS_URL is not s3://");
  });

  it("rejects while its server is away, and goes on once it is back, with what it kept", async () => {
    const blobs = open();
    await blobs.put("kept", Buffer.from("kept"), { contentType: "text/plain" });
    await s3.kill();
    await expect(blobs.get("kept")).rejects.toThrow("ECONNREFUSED");
    const stream = Readable.from([Buffer.from("lost")]);
    await expect(blobs.put("lost", stream, { contentType: "text/plain" })).rejects.toThrow("ECONNREFUSED");
    expect(stream.destroyed).toBe(true);
    await s3.restart();
    const kept = await blobs.get("kept");
    expect(kept?.size).toBe(4);
    kept?.body.destroy();
  });
});
