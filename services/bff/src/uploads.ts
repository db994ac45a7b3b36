import { randomBytes } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { type Parts, uploadKey, uploadPath } from "@platform/kit";

const openMs = 3600_000;

interface Place {
  /** The blob's key. */
  key: string;
  /** Bytes that were announced. */
  size: number;
}

/** Files on their way in: a place is made for each, whose unguessable address takes the bytes once. */
export function createUploads({ kv, blobs }: Parts) {
  const entry = (name: string) => `upload:${name}`;

  return {
    /** Makes a place for a file of `size` bytes. */
    async open(accountId: string, size: number): Promise<{ key: string; url: string; expires: Date }> {
      const place: Place = { key: uploadKey(accountId), size };
      const name = randomBytes(24).toString("base64url");
      await kv.set(entry(name), JSON.stringify(place), { ttl: openMs });
      return { key: place.key, url: `${uploadPath}${name}`, expires: new Date(Date.now() + openMs) };
    },

    /** `PUT /uploads/<name>`: stores the file whole or not at all. */
    async receive(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
      const answer = (status: number) => {
        request.resume();
        response.writeHead(status).end();
      };
      if (request.method !== "PUT") return answer(405);
      const name = url.pathname.slice(uploadPath.length);
      const stored = await kv.get(entry(name));
      if (!stored || !(await kv.swap(entry(name), stored, "", { ttl: 1000 }))) return answer(404);
      const { key, size } = JSON.parse(stored) as Place;
      try {
        const contentType = request.headers["content-type"] ?? "application/octet-stream";
        await blobs.put(key, Readable.from(exactly(size, request)), { contentType });
      } catch (error) {
        // Sent anew to the same address, since the line may have been cut.
        await kv.set(entry(name), stored, { ttl: openMs });
        if (!(error instanceof WrongSize)) throw error;
        return answer(413);
      }
      answer(204);
    },
  };
}

export type Uploads = ReturnType<typeof createUploads>;

class WrongSize extends Error {}

/** Lets `size` bytes through, and fails on one more or one less; nothing is read before somebody wants it. */
async function* exactly(size: number, source: IncomingMessage): AsyncGenerator<Buffer> {
  let bytes = 0;
  for await (const chunk of source as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > size) throw new WrongSize(`more than ${size} bytes`);
    yield chunk;
  }
  if (bytes < size) throw new WrongSize(`${bytes} of ${size} bytes`);
}
