import type { Readable } from "node:stream";
import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  NoSuchKey,
  NotFound,
  PutObjectCommand,
  paginateListObjectsV2,
  S3Client,
} from "@aws-sdk/client-s3";
import { Upload } from "@aws-sdk/lib-storage";
import type { BlobUrls } from "./blob-urls.ts";
import { type Blobs, checkBlobKey } from "./blobs.ts";

/** Bytes of a part; two at once and one that is being read are the most that a file takes of the memory. */
const partSize = 8 << 20;

/**
 * Blobs in a bucket: `s3://key:secret@host:port/bucket?region=...&prefix=...&tls=false`. Without a key in the URL the
 * environment of AWS is asked (`AWS_ACCESS_KEY_ID`, a role, ...). A process that is killed in the middle of a large
 * file leaves parts that nobody sees: give the bucket a lifecycle rule that ends incomplete uploads.
 */
export function openS3Blobs(url: string, urls: BlobUrls): Blobs {
  const { client, bucket, prefix } = readUrl(new URL(url));
  const place = (key: string) => ({ Bucket: bucket, Key: prefix + checkBlobKey(key) });

  return {
    async put(key, body, { contentType }) {
      const object = { ...place(key), ContentType: contentType };
      if (body instanceof Uint8Array) {
        await client.send(new PutObjectCommand({ ...object, Body: body }));
        return;
      }
      // A stream may fail before it is read; reading tells of it then.
      body.on("error", () => undefined);
      try {
        await new Upload({ client, params: { ...object, Body: body }, partSize, queueSize: 2 }).done();
      } finally {
        body.destroy();
      }
    },
    async get(key, range) {
      const part = range && { Range: `bytes=${range.first}-${range.last}` };
      try {
        const found = await client.send(new GetObjectCommand({ ...place(key), ...part }));
        return {
          body: found.Body as Readable,
          contentType: found.ContentType ?? "application/octet-stream",
          size: found.ContentLength ?? 0,
        };
      } catch (cause) {
        if (cause instanceof NoSuchKey) return undefined;
        throw cause;
      }
    },
    async about(key) {
      try {
        const { ContentType, ContentLength } = await client.send(new HeadObjectCommand(place(key)));
        return { contentType: ContentType ?? "application/octet-stream", size: ContentLength ?? 0 };
      } catch (cause) {
        // The answer to a HEAD has no body that would name the cause as that to a GET does.
        if (cause instanceof NotFound) return undefined;
        throw cause;
      }
    },
    async delete(key) {
      await client.send(new DeleteObjectCommand(place(key)));
    },
    async *list(start) {
      for await (const page of paginateListObjectsV2({ client }, { Bucket: bucket, Prefix: prefix + start })) {
        for (const { Key = "", LastModified = new Date(0) } of page.Contents ?? []) {
          yield { key: Key.slice(prefix.length), time: LastModified };
        }
      }
    },
    url: (key, options) => urls.make(key, options),
  };
}

function readUrl(url: URL): { client: S3Client; bucket: string; prefix: string } {
  const bucket = url.pathname.slice(1);
  if (!url.host || !bucket || bucket.includes("/")) {
    throw new Error("PLATFORM_BLOBS_URL is not s3://key:secret@host:port/bucket; a folder in it is ?prefix=folder");
  }
  const settings = url.searchParams;
  const prefix = settings.get("prefix");
  const client = new S3Client({
    endpoint: `${settings.get("tls") === "false" ? "http" : "https"}://${url.host}`,
    region: settings.get("region") ?? "us-east-1",
    // Servers other than Amazon's seldom have a name for each bucket, nor know its trailing checksums.
    forcePathStyle: true,
    requestChecksumCalculation: "WHEN_REQUIRED",
    responseChecksumValidation: "WHEN_REQUIRED",
    requestHandler: { connectionTimeout: 3000, socketTimeout: 30_000 },
    ...(url.username && {
      credentials: {
        accessKeyId: decodeURIComponent(url.username),
        secretAccessKey: decodeURIComponent(url.password),
      },
    }),
  });
  return { client, bucket, prefix: prefix ? `${prefix.replace(/\/$/, "")}/` : "" };
}
