/** A part of Envoy's configuration. */
export type Json = string | number | boolean | Json[] | { [key: string]: Json };
export type JsonObject = { [key: string]: Json };

/** An extension's configuration, which Envoy knows by its type: `envoy.extensions.` goes without saying. */
export function typed(type: string, config: JsonObject = {}): JsonObject {
  return { "@type": `type.googleapis.com/envoy.${type}`, ...config };
}

/** Milliseconds as protobuf's JSON writes a duration. */
export function duration(ms: number): string {
  return `${ms / 1000}s`;
}

/** A gRPC-like percentage that is always on. */
export const always: JsonObject = { default_value: { numerator: 100, denominator: "HUNDRED" } };
