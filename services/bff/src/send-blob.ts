import type { IncomingMessage, ServerResponse } from "node:http";
import { pipeline } from "node:stream/promises";
import type { Blobs } from "@platform/kit";
import { readRange } from "./range.ts";

/** Answers with a file, or with the part of it that was asked for: players of videos seek by it. */
export async function sendBlob(
  request: IncomingMessage,
  response: ServerResponse,
  blobs: Blobs,
  key: string,
  { size, contentType }: { size: number; contentType: string },
): Promise<void> {
  response.setHeader("content-type", contentType);
  response.setHeader("accept-ranges", "bytes");
  // Nothing that we answered says which version of a file a part belongs to.
  const range = readRange(request.headers["if-range"] ? undefined : request.headers.range, size);
  if (range === "none") {
    response.setHeader("content-range", `bytes */${size}`);
    return void response.writeHead(416).end();
  }
  if (range) response.setHeader("content-range", `bytes ${range.first}-${range.last}/${size}`);
  response.setHeader("content-length", range ? range.last - range.first + 1 : size);
  if (request.method === "HEAD") return void response.writeHead(range ? 206 : 200).end();
  const blob = await blobs.get(key, range);
  if (!blob) return void response.destroy();
  await pipeline(blob.body, response.writeHead(range ? 206 : 200)).catch(() => response.destroy());
}
