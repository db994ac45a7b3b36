import type { OutgoingHttpHeaders, ServerResponse } from "node:http";
import { Metadata, status } from "@grpc/grpc-js";
import { type Answer, callUnary } from "@platform/kit";
import { readBody } from "./body.ts";
import { type BridgedCall, queryOf } from "./bridge.ts";
import { httpStatus } from "./codes.ts";
import { compress, decompress } from "./compression.ts";
import { errorJson, type Failure, failure } from "./failure.ts";
import { responseHeaders } from "./metadata.ts";
import { toClient, toService } from "./method.ts";

/** One request, one response. */
export async function serveUnary(call: BridgedCall): Promise<void> {
  const { response, method, encoding, registry } = call;
  const body = await (call.request.method === "GET" ? readQuery(call) : readPost(call));
  const answer = await callService(call, toService(method, encoding, body, registry));
  const { bytes, encoding: compression } = await compress(
    toClient(method, encoding, answer.bytes, registry),
    call.request.headers["accept-encoding"] as string | undefined,
  );
  for (const [name, value] of responseHeaders(answer.header)) response.appendHeader(name, value);
  for (const [name, value] of responseHeaders(answer.trailer, "trailer-")) response.appendHeader(name, value);
  const headers: OutgoingHttpHeaders = { "content-type": `application/${encoding}`, "content-length": bytes.length };
  if (compression) headers["content-encoding"] = compression;
  response.writeHead(200, headers).end(bytes);
}

async function readPost({ request, mostBytes }: BridgedCall): Promise<Buffer> {
  const body = await readBody(request, mostBytes);
  return decompress(body, request.headers["content-encoding"], mostBytes);
}

async function readQuery({ request, mostBytes }: BridgedCall): Promise<Buffer> {
  const query = queryOf(request);
  const message = query.get("message");
  if (message === null) throw failure(status.INVALID_ARGUMENT, "The query lacks message.");
  const bytes = query.get("base64") === "1" ? Buffer.from(message, "base64url") : Buffer.from(message, "utf8");
  return decompress(bytes, query.get("compression") ?? undefined, mostBytes);
}

function callService({ client, method, metadata, deadline, response }: BridgedCall, body: Buffer): Promise<Answer> {
  return callUnary(client, method.path, body, {
    metadata,
    deadline,
    leaving(cancel) {
      response.once("close", cancel);
      return () => response.off("close", cancel);
    },
  });
}

/** Answers with an error: JSON with its HTTP status, or, on a stream, as the end of the stream. */
export async function writeFailure(response: ServerResponse, failed: Failure, streamType?: string): Promise<void> {
  if (response.destroyed) return;
  const body = Buffer.from(JSON.stringify(errorJson(failed)));
  if (streamType) {
    const end = Buffer.from(JSON.stringify({ error: errorJson(failed) }));
    response.writeHead(200, { "content-type": streamType });
    response.end(Buffer.concat([envelopeHead(2, end.length), end]));
    return;
  }
  for (const [name, value] of responseHeaders(failed.header ?? new Metadata())) response.appendHeader(name, value);
  for (const [name, value] of responseHeaders(failed.metadata, "trailer-")) response.appendHeader(name, value);
  response.setHeader("content-type", "application/json");
  response.writeHead(httpStatus(failed.code), { "content-length": body.length }).end(body);
}

/** The five bytes before each message of a stream: flags and length. */
export function envelopeHead(flags: number, length: number): Buffer {
  const head = Buffer.allocUnsafe(5);
  head.writeUInt8(flags, 0);
  head.writeUInt32BE(length, 1);
  return head;
}
