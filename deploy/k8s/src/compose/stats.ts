import type { JsonObject } from "../manifest.ts";

const typed = (type: string) => `type.googleapis.com/envoy.extensions.filters.${type}`;

/** Shows Envoy's counts to Prometheus, and nothing else of its administration, which stays its own container's. */
export function withStats(envoy: JsonObject, port: number, admin: number): JsonObject {
  const resources = envoy.static_resources as { listeners: JsonObject[]; clusters: JsonObject[] };
  const routes: JsonObject[] = [
    { match: { path: "/stats/prometheus" }, route: { cluster: "admin" } },
    { match: { prefix: "/" }, direct_response: { status: 404 } },
  ];
  const manager: JsonObject = {
    "@type": typed("network.http_connection_manager.v3.HttpConnectionManager"),
    stat_prefix: "stats",
    route_config: { virtual_hosts: [{ name: "stats", domains: ["*"], routes }] },
    http_filters: [{ name: "router", typed_config: { "@type": typed("http.router.v3.Router") } }],
  };
  const listener: JsonObject = {
    name: "stats",
    address: at("0.0.0.0", port),
    filter_chains: [{ filters: [{ name: "http", typed_config: manager }] }],
  };
  const cluster: JsonObject = {
    name: "admin",
    type: "STATIC",
    load_assignment: {
      cluster_name: "admin",
      endpoints: [{ lb_endpoints: [{ endpoint: { address: at("127.0.0.1", admin) } }] }],
    },
  };
  return {
    ...envoy,
    static_resources: { listeners: [...resources.listeners, listener], clusters: [...resources.clusters, cluster] },
  };
}

function at(address: string, port: number): JsonObject {
  return { socket_address: { address, port_value: port } };
}
