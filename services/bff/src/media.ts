import type { IncomingMessage, ServerResponse } from "node:http";
import { pipeline } from "node:stream/promises";
import type { Parts } from "@platform/kit";

// What a browser may show by itself; all else is saved, so that no stored page ever runs on our origin.
const shown = /^(image\/(png|jpeg|gif|webp|avif|svg\+xml)|video\/|audio\/|application\/pdf)/;
// What readers' programs and previews elsewhere show as well.
const open = /^public\//;
const year = 365 * 24 * 3600;

/** Serves blobs by their signed addresses. */
export function createMedia(parts: Parts) {
  return async function media(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
    if (request.method !== "GET" && request.method !== "HEAD") return void response.writeHead(405).end();
    const address = parts.blobUrls.read(url);
    const blob = address && (await parts.blobs.get(address.key));
    if (!address || !blob) return void response.writeHead(404).end();
    const name = address.download || (shown.test(blob.contentType) ? "" : "file");
    if (open.test(address.key)) response.setHeader("cross-origin-resource-policy", "cross-origin");
    response.setHeader("content-type", blob.contentType);
    response.setHeader("content-length", blob.size);
    response.setHeader("content-security-policy", "default-src 'none'; style-src 'unsafe-inline'; sandbox");
    response.setHeader(
      "cache-control",
      address.expires ? "private, max-age=300" : `private, max-age=${year}, immutable`,
    );
    if (name) response.setHeader("content-disposition", `attachment; filename*=UTF-8''${encodeURIComponent(name)}`);
    if (request.method === "HEAD") {
      blob.body.destroy();
      return void response.writeHead(200).end();
    }
    await pipeline(blob.body, response.writeHead(200)).catch(() => response.destroy());
  };
}
