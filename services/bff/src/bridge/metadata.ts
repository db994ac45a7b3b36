import type { IncomingHttpHeaders } from "node:http";
import { Metadata } from "@grpc/grpc-js";
import { statusKey } from "@platform/kit";

// Headers of one hop, of HTTP itself, of the Connect protocol, and those by which only the platform's own hops speak.
const notForwarded =
  /^(accept|connect|content|x-client|x-service|x-forwarded|grpc|sec|proxy|if)-|^(accept|authorization|connection|cookie|expect|host|keep-alive|origin|referer|te|trailer|transfer-encoding|upgrade|user-agent|x-request-id)$/;

/** The headers of a browser's or a client's request that travel on as gRPC metadata. */
export function requestMetadata(headers: IncomingHttpHeaders): Metadata {
  const metadata = new Metadata();
  for (const [name, value] of Object.entries(headers)) {
    if (value === undefined || notForwarded.test(name)) continue;
    for (const one of Array.isArray(value) ? value : splitHeader(name, value)) {
      metadata.add(name, name.endsWith("-bin") ? Buffer.from(one, "base64") : one);
    }
  }
  return metadata;
}

/** gRPC metadata as headers; `prefix` marks trailers of a unary call. */
export function responseHeaders(metadata: Metadata, prefix = ""): [string, string][] {
  return Object.keys(metadata.getMap())
    .filter((name) => name !== statusKey && !/^(content|grpc)-|^(date|server)$/.test(name))
    .flatMap((name) =>
      metadata
        .get(name)
        .map((value): [string, string] => [
          prefix + name,
          typeof value === "string" ? value : value.toString("base64").replace(/=+$/, ""),
        ]),
    );
}

/** Metadata as the end of a stream carries it. */
export function endMetadata(metadata: Metadata): Record<string, string[]> {
  const entries: Record<string, string[]> = {};
  for (const [name, value] of responseHeaders(metadata)) entries[name] = [...(entries[name] ?? []), value];
  return entries;
}

// Node joins a repeated header by ", ", which is what a binary header's values look like, too.
function splitHeader(name: string, value: string): string[] {
  return name.startsWith("x-") || name.endsWith("-bin") ? value.split(/,\s*/) : [value];
}
