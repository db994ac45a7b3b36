import { clusters } from "./clusters.ts";
import { type EnvoyInputs, settle } from "./inputs.ts";
import type { JsonObject } from "./json.ts";
import { operatorsListener, publicListener } from "./listeners.ts";
import { overload } from "./overload.ts";

/** Envoy's bootstrap, whole: what the contracts say, with the addresses and ports that are given. */
export function envoyConfig(inputs: EnvoyInputs): JsonObject {
  const settings = settle(inputs);
  return {
    node: { id: "edge", cluster: "edge" },
    admin: { address: { socket_address: { address: "127.0.0.1", port_value: settings.ports.admin } } },
    layered_runtime: { layers: [{ name: "hardening", static_layer: runtime }] },
    overload_manager: overload(settings),
    static_resources: {
      listeners: [publicListener(settings), operatorsListener(settings)],
      clusters: clusters(settings),
    },
  };
}

// A connection that opens streams only to reset them is closed (CVE-2023-44487).
const runtime = {
  "overload.premature_reset_total_stream_count": 200,
  "overload.premature_reset_min_stream_lifetime_seconds": 1,
};
