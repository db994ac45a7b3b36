import { type DescMessage, fromBinary, toJson } from "@bufbuild/protobuf";
import { encodeStatus, registry, statusKey } from "@platform/kit";
import type { Json, JsonObject } from "./json.ts";
import { header, type Reply, replies } from "./refusals.ts";

/** Where the content type is kept with which a request came. */
export const cameAs = { filter: "envoy.filters.http.header_to_metadata", key: "content-type" } as const;

/** What Envoy refuses by itself is said as the services say it, in the words of the client's protocol. */
export function localReplies(): JsonObject {
  return { mappers: replies.flatMap((reply) => [asGrpcWeb(reply), asGrpc(reply), asRest(reply), asConnect(reply)]) };
}

function asGrpc(reply: Reply): Json {
  return {
    filter: both(reply, header("content-type", { string_match: { prefix: "application/grpc" } })),
    body: { inline_string: reply.refusal.message },
    headers_to_add: [set(statusKey, encoded(reply).toString("base64"))],
  };
}

function asGrpcWeb(reply: Reply): Json {
  const came = metadata(cameAs, { prefix: "application/grpc-web" });
  return {
    filter: both(reply, came),
    status_code: 200,
    body: { inline_string: "" },
    body_format_override: {
      text_format_source: { inline_string: "%LOCAL_REPLY_BODY%" },
      content_type: "application/grpc-web+proto",
    },
    headers_to_add: [
      set("grpc-status", String(reply.code)),
      set("grpc-message", encodeURIComponent(reply.refusal.message)),
      set(statusKey, encoded(reply).toString("base64")),
    ],
  };
}

function asRest(reply: Reply): Json {
  const status = toJson(statusType, fromBinary(statusType, encoded(reply)), { registry }) as JsonObject;
  const message = reply.told ? "%LOCAL_REPLY_BODY%" : verbatim(reply.refusal.message);
  return {
    filter: both(reply, path("/api/")),
    body_format_override: { json_format: { ...(verbatim(status) as JsonObject), message } },
  };
}

function asConnect(reply: Reply): Json {
  const details = statusOf(reply).details.map(({ typeUrl, value }) => ({
    type: typeUrl.slice(typeUrl.lastIndexOf("/") + 1),
    value: Buffer.from(value).toString("base64").replace(/=+$/, ""),
  }));
  return {
    filter: both(reply, path("/platform.")),
    body_format_override: {
      json_format: verbatim({ code: reply.name, message: reply.refusal.message, details }),
    },
  };
}

const statusType = demandStatus();

function demandStatus(): DescMessage {
  const type = registry.getMessage("google.rpc.Status");
  if (!type) throw new Error("The contracts lack google.rpc.Status; run pnpm gen");
  return type;
}

function statusOf(reply: Reply) {
  return fromBinary(statusType, encoded(reply)) as unknown as { details: { typeUrl: string; value: Uint8Array }[] };
}

function encoded({ refusal, code }: Reply): Buffer {
  return Buffer.from(encodeStatus(refusal, "edge", code));
}

function both({ status, when = [] }: Reply, protocol: Json): Json {
  const comparison = { op: "EQ", value: { default_value: status, runtime_key: `edge.reply.${status}` } };
  return { and_filter: { filters: [{ status_code_filter: { comparison } }, ...when, protocol] } };
}

function path(prefix: string): Json {
  return header(":path", { string_match: { prefix } });
}

function metadata({ filter, key }: { filter: string; key: string }, match: JsonObject): Json {
  const matcher = { filter, path: [{ key }], value: { string_match: match } };
  return { metadata_filter: { matcher, match_if_key_not_found: false } };
}

function set(key: string, value: string): Json {
  return { header: { key, value: value.replaceAll("%", "%%") }, append_action: "OVERWRITE_IF_EXISTS_OR_ADD" };
}

/** A percent sign begins a command in Envoy's formats. */
function verbatim(value: Json): Json {
  return JSON.parse(JSON.stringify(value).replaceAll("%", "%%")) as Json;
}
