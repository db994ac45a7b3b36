import type { MethodContract } from "@platform/kit";
import { duration, type JsonObject } from "./json.ts";

/**
 * What may be repeated: what came to nothing on the way, and what a stopping service asks to send again. The bff has
 * already asked its services again when it answers, so its answers are not repeated.
 */
const causes = {
  grpc: "connect-failure,refused-stream,reset-before-request,reset,unavailable",
  http: "connect-failure,refused-stream,reset-before-request,reset",
} as const;

/** Repeats a unary call where its contract says that it may be, each time elsewhere if there is an elsewhere. */
export function retries({ descriptor, repeatable }: MethodContract, protocol: keyof typeof causes): JsonObject {
  return repeatable && descriptor.methodKind === "unary" ? retryPolicy(protocol) : {};
}

/** How what may be repeated is repeated. */
export function retryPolicy(protocol: keyof typeof causes): JsonObject {
  return {
    retry_policy: {
      retry_on: causes[protocol],
      num_retries: 2,
      retry_back_off: { base_interval: duration(25), max_interval: duration(250) },
      retry_host_predicate: [
        {
          name: "envoy.retry_host_predicates.previous_hosts",
          typed_config: {
            "@type": "type.googleapis.com/envoy.extensions.retry.host.previous_hosts.v3.PreviousHostsPredicate",
          },
        },
      ],
      host_selection_retry_max_attempts: 3,
    },
  };
}
