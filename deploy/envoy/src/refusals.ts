import { Refusal, refuse } from "@platform/kit";
import type { Json, JsonObject } from "./json.ts";
import { payload, tokenFailure } from "./jwt.ts";

/** A refusal of Envoy's own: when it is given, and as what. */
export interface Reply {
  status: number;
  /** What must hold besides, as filters of an access log. */
  when?: Json[];
  /** The gRPC code that stands for the HTTP status, and Connect's name of it. */
  code: number;
  name: string;
  refusal: Refusal;
  /** Whether Envoy's own words say more, and are given instead. */
  told?: boolean;
}

/** Whether a request has a header, as a filter of an access log. */
export function header(name: string, match: JsonObject): Json {
  return { header_filter: { header: { name, ...match } } };
}

function tokenSays(message: string): Json {
  const path = [{ key: tokenFailure }, { key: "message" }];
  const matcher = { filter: payload.filter, path, value: { string_match: { exact: message } } };
  return { metadata_filter: { matcher, match_if_key_not_found: false } };
}

const unauthenticated = { status: 401, code: 16, name: "unauthenticated" };
const unavailable = {
  code: 14,
  name: "unavailable",
  refusal: refuse.unavailable("PEER_UNAVAILABLE", "The service does not answer; try again.", { retryAfterMs: 1000 }),
};

// The first that holds is given, so what is said more exactly stands before the rest.
export const replies: readonly Reply[] = [
  {
    ...unauthenticated,
    when: [tokenSays("Jwt is expired")],
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
    status: 400,
    code: 3,
    name: "invalid_argument",
    refusal: new Refusal("invalid", "REQUEST_INVALID", "The request is not one that can be read."),
    told: true,
  },
  {
    status: 413,
    code: 8,
    name: "resource_exhausted",
    refusal: refuse.exhausted("REQUEST_TOO_LARGE", "The request is larger than it may be."),
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
