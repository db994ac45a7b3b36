import type { IncomingMessage } from "node:http";
import { status } from "@grpc/grpc-js";
import { failure } from "./failure.ts";

/** How long a body may take to come; one that is sent drop by drop must not hold a place for ever. */
export const bodyMs = 30_000;

/** Reads a body whole, up to `most` bytes. */
export async function readBody(request: IncomingMessage, most: number): Promise<Buffer> {
  // Most bodies came together with their headers, and are there to be taken.
  const chunks = request.complete ? take(request) : await collect(request, most);
  const body = chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks);
  if (body.length > most) throw tooLarge(most);
  return body;
}

function take(request: IncomingMessage): Buffer[] {
  const chunks: Buffer[] = [];
  for (let chunk = request.read(); chunk !== null; chunk = request.read()) chunks.push(chunk as Buffer);
  return chunks;
}

// By events: an iterator over a stream costs as much as the rest of a call.
function collect(request: IncomingMessage, most: number): Promise<Buffer[]> {
  const chunks: Buffer[] = [];
  let size = 0;
  demandWithin(request, bodyMs);
  return new Promise((resolve, reject) => {
    request.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size <= most) chunks.push(chunk);
      else reject(tooLarge(most));
    });
    request.once("end", () => resolve(chunks));
    request.once("error", reject);
    // A request that is cut off ends with neither.
    request.once("close", () => {
      if (!request.complete) reject(new Error("the request was cut off"));
    });
  });
}

/** Ends a request whose body does not come in time. */
export function demandWithin(request: IncomingMessage, ms: number): void {
  const late = setTimeout(() => request.destroy(), ms);
  request.once("end", () => clearTimeout(late)).once("close", () => clearTimeout(late));
}

/** Whoever sent more is told how much may be sent. */
export function tooLarge(most: number): Error {
  return failure(status.RESOURCE_EXHAUSTED, `The request is larger than ${most} bytes.`);
}
