import type { IncomingMessage } from "node:http";
import { status } from "@grpc/grpc-js";
import { failure } from "./failure.ts";

/** Reads a body whole, up to `most` bytes. */
export async function readBody(request: IncomingMessage, most: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > most) {
      throw Object.assign(new Error(), failure(status.RESOURCE_EXHAUSTED, `The request is larger than ${most} bytes.`));
    }
    chunks.push(chunk);
  }
  return chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks);
}
