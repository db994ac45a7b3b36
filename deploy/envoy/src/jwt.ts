import { Access } from "@platform/contract/platform/options/v1/options_pb.ts";
import type { MethodContract } from "@platform/kit";
import { web } from "./clusters.ts";
import type { Settings } from "./inputs.ts";
import { duration, type JsonObject, typed } from "./json.ts";

const filter = "extensions.filters.http.jwt_authn.v3";

/** Where the payload of a token that was verified is found by the filters behind. */
export const payload = { filter: "envoy.filters.http.jwt_authn", key: "person" } as const;

/** Where it is found why a token was not. */
export const tokenFailure = "failure";

/** What is asked of a request's token. */
type Requirement = "required" | "if-there" | "any";

/** Verifies access tokens with the keys that the bff shows; they are read before they are needed, all that overlap. */
export function jwt({ patience }: Settings): JsonObject {
  const provider = { provider_name: "platform" };
  return typed(`${filter}.JwtAuthentication`, {
    providers: {
      platform: {
        issuer: "platform",
        audiences: ["platform"],
        from_headers: [{ name: "authorization", value_prefix: "Bearer " }],
        forward: true,
        payload_in_metadata: payload.key,
        failed_status_in_metadata: tokenFailure,
        // The services hold a token to the second; the edge only has to keep out what was never good.
        clock_skew_seconds: 5,
        jwt_cache_config: { jwt_cache_size: 10_000 },
        remote_jwks: {
          http_uri: {
            uri: "http://bff/.well-known/jwks.json",
            cluster: web,
            timeout: duration(2000),
          },
          cache_duration: duration(patience.keys),
          async_fetch: { failed_refetch_duration: duration(1000) },
          retry_policy: { num_retries: 2 },
        },
      },
    },
    requirement_map: {
      required: provider,
      "if-there": { requires_any: { requirements: [provider, { allow_missing: {} }] } },
      any: { requires_any: { requirements: [provider, { allow_missing_or_failed: {} }] } },
    },
  });
}

/** What the contract asks of a token that comes by itself, without a cookie. */
export function tokenOf({ options }: MethodContract): Requirement {
  // A public method has nothing to protect, and an old token must not keep anybody from signing in.
  return options.access === Access.PUBLIC ? "any" : "required";
}

/** The same of a call by Connect, whose token may be in the session that a cookie names. */
export function tokenBehindCookie(contract: MethodContract): Requirement {
  return tokenOf(contract) === "any" ? "any" : "if-there";
}

/** What a route asks of a token. */
export function demandToken(requirement: Requirement): JsonObject {
  return { [payload.filter]: typed(`${filter}.PerRouteConfig`, { requirement_name: requirement }) };
}

/** A route that looks at no token. */
export const withoutToken: JsonObject = { [payload.filter]: typed(`${filter}.PerRouteConfig`, { disabled: true }) };
