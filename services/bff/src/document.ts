import type { IncomingMessage, ServerResponse } from "node:http";
import { type Timestamp, timestampDate } from "@bufbuild/protobuf/wkt";
import { Code, ConnectError } from "@connectrpc/connect";

/** What a service rendered for programs that read plain HTTP. */
interface Document {
  document: string;
  contentType: string;
  etag: string;
  lastModified?: Timestamp | undefined;
}

const statuses: Partial<Record<Code, number>> = {
  [Code.InvalidArgument]: 404,
  [Code.NotFound]: 404,
  [Code.ResourceExhausted]: 429,
  [Code.Unavailable]: 503,
  [Code.DeadlineExceeded]: 503,
};

/** Serves a document, or nothing to those who have it already. `shared` ones may be kept and read by everybody. */
export async function serveDocument(
  request: IncomingMessage,
  response: ServerResponse,
  read: () => Promise<Document>,
  { shared }: { shared: boolean },
): Promise<void> {
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
  response.setHeader("cache-control", `${shared ? "public" : "private"}, max-age=300`);
  if (shared) {
    response.setHeader("access-control-allow-origin", "*");
    response.setHeader("cross-origin-resource-policy", "cross-origin");
  }
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
