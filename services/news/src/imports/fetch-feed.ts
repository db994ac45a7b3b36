import { get as getHttp, type IncomingMessage } from "node:http";
import { get as getHttps } from "node:https";
import type { Readable } from "node:stream";
import { createBrotliDecompress, createGunzip } from "node:zlib";
import { demandReachable, ForbiddenAddress, guardedLookup } from "./network.ts";

const mostBytes = 5_000_000;
const mostRedirects = 5;
const patienceMs = 15_000;

/** Why a feed could not be read; the contract's reasons. */
export type FeedFailure = "FEED_ADDRESS_FORBIDDEN" | "FEED_UNREACHABLE" | "FEED_TOO_LARGE" | "FEED_INVALID";

export class FeedError extends Error {
  readonly reason: FeedFailure;

  constructor(reason: FeedFailure, message: string, options?: ErrorOptions) {
    super(message, options);
    this.reason = reason;
  }
}

/** What a conditional request names: the validators of what was read before. */
export interface Validators {
  etag: string;
  lastModified: string;
}

/** A feed's text; undefined where it is as it was. */
export interface Fetched extends Validators {
  text: string | undefined;
}

/** Reads a feed, within a quarter of a minute and 5 MB; each redirect is looked at as the first address was. */
export async function fetchFeed(address: string, known: Validators, signal: AbortSignal): Promise<Fetched> {
  const patience = AbortSignal.any([signal, AbortSignal.timeout(patienceMs)]);
  try {
    let url = new URL(address);
    for (let redirects = 0; redirects <= mostRedirects; redirects++) {
      const response = await ask(url, known, patience);
      const { statusCode = 0, headers } = response;
      if (statusCode >= 300 && statusCode < 400 && statusCode !== 304 && headers.location) {
        response.destroy();
        url = new URL(headers.location, url);
        continue;
      }
      const etag = headers.etag ?? "";
      const lastModified = headers["last-modified"] ?? "";
      if (statusCode === 304) {
        response.destroy();
        return { ...known, text: undefined };
      }
      if (statusCode !== 200) {
        response.destroy();
        throw new FeedError("FEED_UNREACHABLE", `it answers ${statusCode}`);
      }
      return { etag, lastModified, text: decode(await readAll(response, patience), headers["content-type"] ?? "") };
    }
    throw new FeedError("FEED_UNREACHABLE", "it leads on and on");
  } catch (error) {
    if (error instanceof FeedError) throw error;
    if (error instanceof ForbiddenAddress)
      throw new FeedError("FEED_ADDRESS_FORBIDDEN", "it is not of the public internet");
    throw new FeedError("FEED_UNREACHABLE", "it cannot be reached", { cause: error });
  }
}

async function ask(url: URL, { etag, lastModified }: Validators, signal: AbortSignal): Promise<IncomingMessage> {
  if (url.protocol !== "http:" && url.protocol !== "https:") throw new ForbiddenAddress(url.protocol);
  demandReachable(url);
  const headers = {
    accept: "application/atom+xml, application/rss+xml, application/xml;q=0.9, text/xml;q=0.8",
    "accept-encoding": "gzip, br",
    "user-agent": "PlatformFeedReader/1.0",
    ...(etag && { "if-none-match": etag }),
    ...(lastModified && { "if-modified-since": lastModified }),
  };
  const get = url.protocol === "https:" ? getHttps : getHttp;
  return new Promise((resolve, reject) => {
    // A connection of its own, since one that is kept was looked up for somebody else.
    get(url, { headers, lookup: guardedLookup, signal, agent: false }, resolve).on("error", reject);
  });
}

/** The bytes, unpacked; no more of them than a feed has, however small they were packed. */
async function readAll(response: IncomingMessage, signal: AbortSignal): Promise<Buffer> {
  const body = unpacked(response);
  const stop = () => body.destroy(new Error("it took too long"));
  signal.addEventListener("abort", stop, { once: true });
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of body as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      if (bytes > mostBytes) throw new FeedError("FEED_TOO_LARGE", `it is larger than ${mostBytes} bytes`);
      chunks.push(chunk);
    }
  } finally {
    signal.removeEventListener("abort", stop);
    response.destroy();
  }
  return Buffer.concat(chunks);
}

function unpacked(response: IncomingMessage): Readable {
  const packed = response.headers["content-encoding"] ?? "identity";
  if (packed === "identity") return response;
  const unpack = packed === "gzip" ? createGunzip() : packed === "br" ? createBrotliDecompress() : undefined;
  if (!unpack) throw new FeedError("FEED_INVALID", `it is packed as ${packed}`);
  response.on("error", (error) => unpack.destroy(error));
  return response.pipe(unpack);
}

/** The text in the encoding that HTTP or the XML declaration names; UTF-8 where neither says, or says nonsense. */
export function decode(bytes: Buffer, contentType: string): string {
  const declared = /^<\?xml[^>]*encoding=["']([\w-]+)/.exec(bytes.subarray(0, 200).toString("latin1"))?.[1];
  const label = /charset="?([\w-]+)/i.exec(contentType)?.[1] ?? declared ?? "utf-8";
  try {
    return new TextDecoder(label).decode(bytes);
  } catch {
    return new TextDecoder().decode(bytes);
  }
}
