import { fromBinary, toJson } from "@bufbuild/protobuf";
import { encodeStatus, type Refusal, refuse, registry, statusKey } from "@platform/kit";
import type { Json, JsonObject } from "./json.ts";
import { payload, tokenFailure } from "./jwt.ts";

/** A refusal of Envoy's own: when it is given, and as what. */
interface Reply {
  status: number;
  /** What must hold besides, as filters of an access log. */
  when?: Json[];
  /** The gRPC code that stands for the HTTP status, and Connect's name of it. */
  code: number;
  name: string;
  refusal: Refusal;
}

const unauthenticated = { status: 401, code: 16, name: "unauthenticated" };
const unavailable = {
  code: 14,
  name: "unavailable",
  refusal: refuse.unavailable("PEER_UNAVAILABLE", "The service does not answer; try again.", { retryAfterMs: 1000 }),
};

// The first that holds is given, so what is said more exactly stands before the rest.
const replies: Reply[] = [
  {
    ...unauthenticated,
    when: [{ metadata_filter: { matcher: tokenSays("Jwt is expired"), match_if_key_not_found: false } }],
    refusal: refuse.unauthenticated("TOKEN_EXPIRED", "The access token has ended; refresh the session."),
  },
  {
    ...unauthenticated,
    when: [header("authorization", { present_match: true })],
    refusal: refuse.unauthenticated("TOKEN_INVALID", "The access token is not valid here."),
  },
  {
    ...unauthenticated,
    refusal: refuse.unauthenticated("SIGN_IN_REQUIRED", "This call needs a signed-in caller."),
  },
  {
    status: 404,
    code: 12,
    name: "unimplemented",
    refusal: refuse.notFound("METHOD_UNKNOWN", "There is no such method here."),
  },
  {
    status: 429,
    code: 8,
    name: "resource_exhausted",
    refusal: refuse.exhausted("RATE_LIMITED", "Too many calls; try again later.", { retryAfterMs: 1000 }),
  },
  { status: 502, ...unavailable },
  { status: 503, ...unavailable },
  { status: 504, ...unavailable },
];

/** What Envoy refuses by itself is said as the services say it, in the words of the client's protocol. */
export const localReplies: JsonObject = {
  mappers: replies.flatMap((reply) => [asGrpc(reply), asRest(reply), asConnect(reply)]),
};

function asGrpc(reply: Reply): Json {
  return {
    filter: both(reply, header("content-type", { string_match: { prefix: "application/grpc" } })),
    body: { inline_string: reply.refusal.message },
    headers_to_add: [
      {
        header: { key: statusKey, value: Buffer.from(encoded(reply)).toString("base64") },
        append_action: "OVERWRITE_IF_EXISTS_OR_ADD",
      },
    ],
  };
}

function asRest(reply: Reply): Json {
  const type = registry.getMessage("google.rpc.Status");
  if (!type) throw new Error("The contracts lack google.rpc.Status; run pnpm gen");
  const status = toJson(type, fromBinary(type, encoded(reply)), { registry }) as Json;
  return { filter: both(reply, path("/api/")), body_format_override: { json_format: verbatim(status) } };
}

function asConnect(reply: Reply): Json {
  const type = registry.getMessage("google.rpc.Status");
  if (!type) throw new Error("The contracts lack google.rpc.Status; run pnpm gen");
  const { details } = fromBinary(type, encoded(reply)) as unknown as {
    details: { typeUrl: string; value: Uint8Array }[];
  };
  return {
    filter: both(reply, path("/platform.")),
    body_format_override: {
      json_format: verbatim({
        code: reply.name,
        message: reply.refusal.message,
        details: details.map(({ typeUrl, value }) => ({
          type: typeUrl.slice(typeUrl.lastIndexOf("/") + 1),
          value: Buffer.from(value).toString("base64").replace(/=+$/, ""),
        })),
      }),
    },
  };
}

function encoded({ refusal, code }: Reply): Uint8Array {
  return encodeStatus(refusal, "edge", code);
}

function both({ status, when = [] }: Reply, protocol: Json): Json {
  const comparison = { op: "EQ", value: { default_value: status, runtime_key: `edge.reply.${status}` } };
  return { and_filter: { filters: [{ status_code_filter: { comparison } }, ...when, protocol] } };
}

function header(name: string, match: JsonObject): Json {
  return { header_filter: { header: { name, ...match } } };
}

function path(prefix: string): Json {
  return header(":path", { string_match: { prefix } });
}

function tokenSays(message: string): Json {
  return {
    filter: payload.filter,
    path: [{ key: tokenFailure }, { key: "message" }],
    value: { string_match: { exact: message } },
  };
}

/** A percent sign begins a command in Envoy's formats. */
function verbatim(value: Json): Json {
  return JSON.parse(JSON.stringify(value).replaceAll("%", "%%")) as Json;
}
