import type { IncomingMessage, ServerResponse } from "node:http";
import type { Parts } from "@platform/kit";
import { sendBlob } from "./send-blob.ts";

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
    const about = address && (await parts.blobs.about(address.key));
    if (!address || !about) return void response.writeHead(404).end();
    const name = address.download || (shown.test(about.contentType) ? "" : "file");
    if (open.test(address.key)) response.setHeader("cross-origin-resource-policy", "cross-origin");
    response.setHeader("content-security-policy", "default-src 'none'; style-src 'unsafe-inline'; sandbox");
    response.setHeader(
      "cache-control",
      address.expires ? "private, max-age=300" : `private, max-age=${year}, immutable`,
    );
    if (name) response.setHeader("content-disposition", `attachment; filename*=UTF-8''${encodeURIComponent(name)}`);
    return sendBlob(request, response, parts.blobs, address.key, about);
  };
}
