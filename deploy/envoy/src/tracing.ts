import { duration, type Json, typed } from "./json.ts";

/** The cluster of the collector that takes spans. */
export const collector = "collector";

/** A span a request, which goes on from the caller's and from which the services' go on. */
export function tracing(): Json {
  return {
    provider: {
      name: "envoy.tracers.opentelemetry",
      typed_config: typed("config.trace.v3.OpenTelemetryConfig", {
        grpc_service: { envoy_grpc: { cluster_name: collector }, timeout: duration(1000) },
        service_name: "edge",
      }),
    },
    // Which of them are kept is the collector's to decide, which sees them whole.
    random_sampling: { value: 100 },
  };
}
