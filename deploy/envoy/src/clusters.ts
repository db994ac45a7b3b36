import { isIP } from "node:net";
import { type ServiceName, services } from "../../services.ts";
import type { Settings } from "./inputs.ts";
import { duration, type Json, type JsonObject, typed } from "./json.ts";
import { collector } from "./tracing.ts";

/** The cluster of the bff's HTTP port. */
export const web = "bff";

/** The cluster that answers a contract; one that every process answers is asked of the first of the street. */
export function clusterOf(service: string): string {
  return service in services ? service : (Object.keys(services)[0] as ServiceName);
}

/** A cluster a service, and one for the bff's HTTP port. */
export function clusters({ addresses, traces, web: address }: Settings): Json[] {
  const grpc = Object.entries(addresses).map(([name, where]) => ({
    ...cluster(name, where),
    health_checks: [{ ...healthCheck, grpc_health_check: {} }],
    typed_extension_protocol_options: protocol({
      explicit_http_config: {
        http2_protocol_options: {
          max_concurrent_streams: 1000,
          initial_stream_window_size: 1 << 18,
          initial_connection_window_size: 1 << 22,
          connection_keepalive: { interval: duration(30_000), timeout: duration(10_000) },
        },
      },
    }),
  }));
  const http = {
    ...cluster(web, address),
    health_checks: [{ ...healthCheck, http_health_check: { path: "/readyz" } }],
    typed_extension_protocol_options: protocol({
      // Node closes an idle connection after five seconds; one that is used in that moment would fail its request.
      common_http_protocol_options: { idle_timeout: duration(4000) },
      explicit_http_config: { http_protocol_options: {} },
    }),
  };
  return [...grpc, http, ...(traces ? [spans(traces)] : [])];
}

/** The collector's, which nobody waits for. */
function spans(address: string): Json {
  return {
    ...cluster(collector, address),
    typed_extension_protocol_options: protocol({ explicit_http_config: { http2_protocol_options: {} } }),
  };
}

function cluster(name: string, where: string): JsonObject {
  const targets = where.split("+").map(readAddress);
  return {
    name,
    type: targets.every(({ host }) => isIP(host)) ? "STATIC" : "STRICT_DNS",
    connect_timeout: duration(1000),
    lb_policy: "LEAST_REQUEST",
    per_connection_buffer_limit_bytes: 1 << 20,
    load_assignment: {
      cluster_name: name,
      endpoints: [
        {
          lb_endpoints: targets.map(({ host, port }) => ({
            endpoint: { address: { socket_address: { address: host, port_value: port } } },
          })),
        },
      ],
    },
    circuit_breakers: {
      thresholds: [
        {
          max_connections: 1024,
          max_pending_requests: 1024,
          max_requests: 4096,
          // Repeated calls are a fifth of all at most, so that they never are what keeps a service down.
          retry_budget: { budget_percent: { value: 20 }, min_retry_concurrency: 3 },
          track_remaining: true,
        },
      ],
    },
    outlier_detection: {
      consecutive_5xx: 10,
      consecutive_gateway_failure: 5,
      split_external_local_origin_errors: true,
      // Whoever refuses connections is gone; until it is left alone, calls that may not be repeated fail on it.
      consecutive_local_origin_failure: 2,
      interval: duration(2000),
      base_ejection_time: duration(5000),
      max_ejection_time: duration(60_000),
      max_ejection_percent: 50,
    },
  };
}

// Often, since a dead process that is asked fails each call that may not be repeated.
const healthCheck: JsonObject = {
  timeout: duration(1000),
  interval: duration(1000),
  interval_jitter: duration(200),
  no_traffic_interval: duration(1000),
  unhealthy_threshold: 2,
  healthy_threshold: 1,
};

function protocol(options: JsonObject): JsonObject {
  const name = "extensions.upstreams.http.v3.HttpProtocolOptions";
  return { [`envoy.${name}`]: typed(name, options) };
}

function readAddress(address: string): { host: string; port: number } {
  const [, bracketed, plain, port] = /^(?:\[(.+)\]|([^:]+)):(\d+)$/.exec(address) ?? [];
  const host = bracketed ?? plain;
  if (!host) throw new Error(`${address} is no address; write host:port`);
  return { host, port: Number(port) };
}
