import type { IncomingMessage, ServerResponse } from "node:http";
import type { Registry } from "@bufbuild/protobuf";
import { type Client, type Metadata, status } from "@grpc/grpc-js";
import { asFailure, failure } from "./failure.ts";
import { requestMetadata } from "./metadata.ts";
import type { BridgedMethod, Encoding } from "./method.ts";
import { serveStream } from "./stream.ts";
import { serveUnary, writeFailure } from "./unary.ts";

/** What the bridge stands between. */
export interface BridgeOptions {
  /** The method of a path; undefined where the bridge has none. */
  method(path: string): BridgedMethod | undefined;
  /** The gRPC client of the service that answers a path. */
  client(path: string): Client;
  /** Every message that JSON may hold inside google.protobuf.Any. */
  registry: Registry;
  /** Adds who calls to the metadata. */
  identify?(request: IncomingMessage, metadata: Metadata): Promise<void>;
  /** Bytes of a request, uncompressed. */
  mostBytes?: number;
}

/** A call on its way through. */
export interface BridgedCall {
  request: IncomingMessage;
  response: ServerResponse;
  method: BridgedMethod;
  encoding: Encoding;
  client: Client;
  metadata: Metadata;
  /** When it is over, in milliseconds since 1970; infinite where the client did not say. */
  deadline: number;
  registry: Registry;
  mostBytes: number;
}

const standardMostBytes = 4 << 20;
const contentTypes = /^application\/(connect\+)?(proto|json)(?:\s*;.*)?$/;

/**
 * Connect on one side, gRPC on the other, byte for byte: binary messages pass as they came, streams are re-framed,
 * only JSON is transcoded, by descriptor. Deadlines, metadata, cancellation and whole errors cross. It knows no
 * method by name. Answers false for a path that is none of its own.
 */
export function createBridge(options: BridgeOptions) {
  return async function bridge(request: IncomingMessage, response: ServerResponse): Promise<boolean> {
    const method = options.method(pathOf(request));
    if (!method) return false;
    const form = readForm(request, method);
    if ("refuse" in form) {
      response.writeHead(form.refuse, form.headers).end();
      return true;
    }
    try {
      const metadata = requestMetadata(request.headers);
      await options.identify?.(request, metadata);
      const call: BridgedCall = {
        request,
        response,
        method,
        encoding: form.encoding,
        client: options.client(method.path),
        metadata,
        deadline: readDeadline(request),
        registry: options.registry,
        mostBytes: options.mostBytes ?? standardMostBytes,
      };
      await (form.stream ? serveStream(call) : serveUnary(call));
    } catch (error) {
      await writeFailure(response, asFailure(error), form.stream ? `application/connect+${form.encoding}` : undefined);
    }
    return true;
  };
}

type Form = { stream: boolean; encoding: Encoding } | { refuse: number; headers: Record<string, string> };

function readForm(request: IncomingMessage, method: BridgedMethod): Form {
  const streams = method.descriptor.methodKind !== "unary";
  if (request.method === "GET" && method.readOnly && !streams) {
    const encoding = queryOf(request).get("encoding");
    if (encoding === "proto" || encoding === "json") return { stream: false, encoding };
    return { refuse: 415, headers: {} };
  }
  if (request.method !== "POST") return { refuse: 405, headers: { allow: method.readOnly ? "GET, POST" : "POST" } };
  const [, connect, encoding] = contentTypes.exec(request.headers["content-type"] ?? "") ?? [];
  if (!encoding || Boolean(connect) !== streams) {
    const kind = streams ? "connect+" : "";
    return { refuse: 415, headers: { "accept-post": `application/${kind}proto, application/${kind}json` } };
  }
  return { stream: streams, encoding: encoding as Encoding };
}

/** The path that is asked for; a parser of whole addresses would cost as much as all else that is done with it. */
export function pathOf({ url = "/" }: IncomingMessage): string {
  const end = url.indexOf("?");
  return end < 0 ? url : url.slice(0, end);
}

/** What is asked behind the path. */
export function queryOf(request: IncomingMessage): URLSearchParams {
  return new URLSearchParams(request.url?.slice(pathOf(request).length));
}

function readDeadline(request: IncomingMessage): number {
  const given = request.headers["connect-timeout-ms"];
  if (given === undefined) return Number.POSITIVE_INFINITY;
  if (typeof given !== "string" || !/^\d{1,10}$/.test(given)) {
    throw failure(status.INVALID_ARGUMENT, "connect-timeout-ms is not a number of milliseconds.");
  }
  return Date.now() + Number(given);
}
