import type { Settings } from "./inputs.ts";
import { type Json, type JsonObject, typed } from "./json.ts";

const requestHeaders = [
  "authorization",
  "content-type",
  "grpc-timeout",
  "idempotency-key",
  "traceparent",
  "x-grpc-web",
  "x-user-agent",
];
const responseHeaders = ["grpc-message", "grpc-status", "grpc-status-details-bin", "retry-after", "x-request-id"];

/** Lets pages of partners call a route; cookies never go along, so no session can be lent. */
export function cors({ origins }: Settings): JsonObject {
  return {
    "envoy.filters.http.cors": typed("extensions.filters.http.cors.v3.CorsPolicy", {
      allow_origin_string_match: origins.map(
        (origin): Json => (origin === "*" ? { safe_regex: { regex: ".*" } } : { exact: origin }),
      ),
      allow_methods: "GET, POST",
      allow_headers: requestHeaders.join(", "),
      expose_headers: responseHeaders.join(", "),
      max_age: "86400",
      allow_credentials: false,
      forward_not_matching_preflights: false,
    }),
  };
}
