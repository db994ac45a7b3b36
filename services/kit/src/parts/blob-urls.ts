import { createHmac, hkdfSync, timingSafeEqual } from "node:crypto";
import { type BlobUrlOptions, checkBlobKey } from "./blobs.ts";

/** The path under which the bff serves blobs. */
export const mediaPath = "/media/";

/** Signs the addresses of blobs with the platform's secret, and checks them. */
export function createBlobUrls(secret: string) {
  const key = Buffer.from(hkdfSync("sha256", secret, "", "blob-url", 32));
  const sign = (blobKey: string, expires: string, download: string) =>
    createHmac("sha256", key).update(`${blobKey}\n${expires}\n${download}`).digest("base64url").slice(0, 32);

  return {
    /** `/media/<key>?...&s=<signature>`. */
    make(blobKey: string, { expiresIn, download = "" }: BlobUrlOptions = {}): string {
      const expires = expiresIn === undefined ? "" : String(Date.now() + expiresIn);
      const query = new URLSearchParams();
      if (expires) query.set("e", expires);
      if (download) query.set("d", download);
      query.set("s", sign(checkBlobKey(blobKey), expires, download));
      return `${mediaPath}${blobKey}?${query}`;
    },
    /** What an address leads to; undefined where it is forged or over. */
    read(url: URL): { key: string; download: string; expires: number | undefined } | undefined {
      const blobKey = decodeURIComponent(url.pathname.slice(mediaPath.length));
      const expires = url.searchParams.get("e") ?? "";
      const download = url.searchParams.get("d") ?? "";
      const given = Buffer.from(url.searchParams.get("s") ?? "");
      const right = Buffer.from(sign(blobKey, expires, download));
      if (given.length !== right.length || !timingSafeEqual(given, right)) return undefined;
      if (expires && Number(expires) < Date.now()) return undefined;
      return { key: checkBlobKey(blobKey), download, expires: expires ? Number(expires) : undefined };
    },
  };
}

export type BlobUrls = ReturnType<typeof createBlobUrls>;
