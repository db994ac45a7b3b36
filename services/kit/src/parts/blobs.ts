import type { Readable } from "node:stream";

/** A stored file. The body must be read to its end or destroyed. */
export interface Blob {
  body: Readable;
  contentType: string;
  /** Bytes. */
  size: number;
}

/** A part of a file, both bytes included; what is beyond its end is left out. */
export interface ByteRange {
  first: number;
  last: number;
}

/** How a file may be fetched by an address. */
export interface BlobUrlOptions {
  /** Milliseconds for which the address works; without it, as long as the file is there. */
  expiresIn?: number;
  /** The name under which a browser saves the file instead of showing it. */
  download?: string;
}

/** Files, by key. A key is a path of letters, digits, `.`, `_` and `-`, with `/` between its parts. */
export interface Blobs {
  /** Stores a file whole or not at all; a file under the same key is replaced. */
  put(key: string, body: Uint8Array | Readable, about: { contentType: string }): Promise<void>;
  /** Opens a file, or a part that begins inside it, whose `size` is that of the part; undefined where there is none. */
  get(key: string, range?: ByteRange): Promise<Blob | undefined>;
  /** What a file is, without opening it; undefined where there is none. */
  about(key: string): Promise<Omit<Blob, "body"> | undefined>;
  /** Removes a file; harmless where there is none. */
  delete(key: string): Promise<void>;
  /** Files whose keys begin with `prefix`, in no order, and when each was stored. */
  list(prefix: string): AsyncIterable<{ key: string; time: Date }>;
  /** A path on the platform's own origin, signed, under which the bff serves the file. */
  url(key: string, options?: BlobUrlOptions): string;
}

const keyShape = /^[A-Za-z0-9_-][A-Za-z0-9._-]*(\/[A-Za-z0-9_-][A-Za-z0-9._-]*)*$/;

/** Throws on a key that could reach outside the store. */
export function checkBlobKey(key: string): string {
  if (!keyShape.test(key) || key.length > 512) throw new TypeError(`Not a blob key: ${JSON.stringify(key)}`);
  return key;
}
