import type { IncomingMessage, ServerResponse } from "node:http";
import { type Timestamp, timestampDate } from "@bufbuild/protobuf/wkt";
import { Code, ConnectError, createClient } from "@connectrpc/connect";
import { type FeedFormat, FeedService } from "@platform/connect/platform/news/v1/feed_service_pb.ts";
import type { Behind, Services } from "../services.ts";
import type { NewsList } from "./address.ts";

interface Document {
  document: string;
  contentType: string;
  etag: string;
  lastModified?: Timestamp | undefined;
}

/** Serves what programs read of the news. */
export function createDocuments(services: Services) {
  const client = (from: Behind) => createClient(FeedService, services.transport(from));
  return {
    async feed(request: IncomingMessage, response: ServerResponse, from: Behind, list: NewsList, format: FeedFormat) {
      await serve(request, response, () => client(from).getFeed({ ...list, format }));
    },

    async sitemap(request: IncomingMessage, response: ServerResponse, from: Behind) {
      await serve(request, response, async () => ({
        ...(await client(from).getSitemap({})),
        contentType: "application/xml; charset=utf-8",
      }));
    },
  };
}

const statuses: Partial<Record<Code, number>> = {
  [Code.InvalidArgument]: 404,
  [Code.NotFound]: 404,
  [Code.ResourceExhausted]: 429,
  [Code.Unavailable]: 503,
  [Code.DeadlineExceeded]: 503,
};

async function serve(request: IncomingMessage, response: ServerResponse, read: () => Promise<Document>): Promise<void> {
  let answer: Document;
  try {
    answer = await read();
  } catch (error) {
    const status = statuses[ConnectError.from(error).code];
    if (status === undefined) throw error;
    return void response.writeHead(status, { "content-type": "text/plain" }).end("There is no such feed now.\n");
  }
  const { document, contentType, etag } = answer;
  const lastModified = answer.lastModified && timestampDate(answer.lastModified);
  response.setHeader("etag", etag);
  if (lastModified) response.setHeader("last-modified", lastModified.toUTCString());
  response.setHeader("cache-control", "public, max-age=300");
  response.setHeader("access-control-allow-origin", "*");
  response.setHeader("cross-origin-resource-policy", "cross-origin");
  if (isUnchanged(request, etag, lastModified)) return void response.writeHead(304).end();
  const bytes = Buffer.from(document);
  response.writeHead(200, { "content-type": contentType, "content-length": bytes.length });
  response.end(request.method === "HEAD" ? undefined : bytes);
}

/** Whether the asker has the document already (RFC 9110, 13.2.2): the etag decides where one was sent. */
export function isUnchanged(
  { headers }: Pick<IncomingMessage, "headers">,
  etag: string,
  lastModified: Date | undefined,
): boolean {
  const known = headers["if-none-match"];
  if (known !== undefined) {
    const tags = known.split(",").map((tag) => tag.trim().replace(/^W\//, ""));
    return tags.includes("*") || tags.includes(etag);
  }
  const since = Date.parse(headers["if-modified-since"] ?? "");
  // The header has no milliseconds.
  return lastModified !== undefined && Math.floor(lastModified.getTime() / 1000) * 1000 <= since;
}
