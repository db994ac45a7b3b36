import type { Settings } from "./inputs.ts";
import { duration, type Json, type JsonObject, typed } from "./json.ts";

/** What is given up, and in which order, when memory or connections run out. */
export function overload({ memory, connections }: Settings): JsonObject {
  return {
    refresh_interval: duration(250),
    resource_monitors: [
      {
        name: heap,
        typed_config: typed("extensions.resource_monitors.fixed_heap.v3.FixedHeapConfig", {
          max_heap_size_bytes: memory,
        }),
      },
      {
        name: "envoy.resource_monitors.global_downstream_max_connections",
        typed_config: typed("extensions.resource_monitors.downstream_connections.v3.DownstreamConnectionsConfig", {
          max_active_downstream_connections: connections,
        }),
      },
    ],
    actions: [
      at(0.85, "shrink_heap"),
      at(0.9, "disable_http_keepalive"),
      at(0.95, "stop_accepting_requests"),
      at(0.98, "stop_accepting_connections"),
    ],
  };
}

const heap = "envoy.resource_monitors.fixed_heap";

function at(share: number, action: string): Json {
  return { name: `envoy.overload_actions.${action}`, triggers: [{ name: heap, threshold: { value: share } }] };
}
