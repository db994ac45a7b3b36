import type { MethodContract } from "@platform/kit";
import type { Settings } from "./inputs.ts";
import { always, duration, type Json, type JsonObject, typed } from "./json.ts";
import { payload } from "./jwt.ts";

/** The two places in the chain where calls are counted. */
export const limitFilters = { address: "platform.limits.address", method: "platform.limits.method" } as const;

/**
 * How much more than a method's own rate the edge lets through. The service behind counts exactly and answers with
 * whole details; the edge only has to stop floods. Behind one address there may be many people.
 */
const factor = { subject: 2, address: 10 } as const;

const type = "extensions.filters.http.local_ratelimit.v3.LocalRateLimit";
const minute = duration(60_000);
const plenty = { max_tokens: 4_000_000_000, tokens_per_fill: 4_000_000_000, fill_interval: minute };
/** How many addresses or people are counted at once; past that the one that was away longest starts anew. */
const counted = 20_000;

const byAddress: Json = { actions: [{ remote_address: {} }] };
const bySubject: Json = {
  actions: [
    {
      metadata: {
        descriptor_key: "subject",
        source: "DYNAMIC",
        metadata_key: { key: payload.filter, path: [{ key: payload.key }, { key: "sub" }] },
        skip_if_absent: true,
      },
    },
  ],
};

/** Counts the requests of an address, whatever they are. */
export function addressLimit({ addressRate }: Settings): JsonObject {
  return limit("address", [byAddress], [bucket("remote_address", addressRate.perMinute, addressRate.burst)]);
}

/** Counts nothing where the route has no limit of its own. */
export const methodLimit: JsonObject = typed(type, { stat_prefix: "method" });

/** A method's limit at the edge, by person and by address, made from its rate. */
export function limitOf({ options: { rate } }: MethodContract): JsonObject {
  if (!rate) return {};
  const burst = rate.burst || rate.perMinute;
  return {
    [limitFilters.method]: limit(
      "method",
      [bySubject, byAddress],
      [
        bucket("subject", rate.perMinute * factor.subject, burst * factor.subject),
        bucket("remote_address", rate.perMinute * factor.address, burst * factor.address),
      ],
    ),
  };
}

function limit(name: string, counts: Json[], descriptors: Json[]): JsonObject {
  return typed(type, {
    stat_prefix: name,
    filter_enabled: always,
    filter_enforced: always,
    rate_limited_as_resource_exhausted: true,
    token_bucket: plenty,
    always_consume_default_token_bucket: false,
    max_dynamic_descriptors: counted,
    rate_limits: counts,
    descriptors,
  });
}

/** A bucket for each value of a key. */
function bucket(key: string, perMinute: number, burst: number): Json {
  return {
    entries: [{ key }],
    token_bucket: { max_tokens: burst, tokens_per_fill: perMinute, fill_interval: minute },
  };
}
