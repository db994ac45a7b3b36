import type { IncomingMessage } from "node:http";
import { status } from "@grpc/grpc-js";
import { failure } from "./failure.ts";

/** Reads a body whole, up to `most` bytes. By events: an iterator over a stream costs as much as the rest of a call. */
export function readBody(request: IncomingMessage, most: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  return new Promise((resolve, reject) => {
    request.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size <= most) chunks.push(chunk);
      else reject(Object.assign(new Error(), tooLarge(most)));
    });
    request.once("end", () => resolve(chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks)));
    request.once("error", reject);
    // A request that is cut off ends with neither.
    request.once("close", () => {
      if (!request.complete) reject(new Error("the request was cut off"));
    });
  });
}

function tooLarge(most: number) {
  return failure(status.RESOURCE_EXHAUSTED, `The request is larger than ${most} bytes.`);
}
