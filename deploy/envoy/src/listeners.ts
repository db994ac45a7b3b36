import { accessLog } from "./access-log.ts";
import { operatorsFilters, publicFilters } from "./filters.ts";
import { hardening, origin } from "./hardening.ts";
import type { Settings } from "./inputs.ts";
import { type Json, type JsonObject, typed } from "./json.ts";
import { localReplies } from "./local-replies.ts";
import { operatorsRoutes, playRoutes, publicRoutes, serviceRoutes } from "./routes.ts";
import { tracing } from "./tracing.ts";

/** The one door from outside. */
export function publicListener(settings: Settings): Json {
  return {
    ...listener("public", settings.host, settings.ports.public),
    filter_chains: [
      {
        filters: [connection("public", settings, publicHosts(settings), publicFilters(settings))],
        ...(settings.tls && { transport_socket: tls(settings.tls) }),
      },
    ],
  };
}

/** The platform under whatever name it is asked for, and packages under theirs alone. */
function publicHosts(settings: Settings): Json[] {
  const { playHosts } = settings;
  const play: Json[] =
    playHosts.length > 0 ? [{ name: "play", domains: [...playHosts], routes: playRoutes(settings) }] : [];
  return [...play, host("public", "*", publicRoutes(settings))];
}

/** The operators' door, for gRPC clients on this machine. */
export function operatorsListener(settings: Settings): Json {
  const hosts = [
    ...Object.keys(settings.addresses).map((name) => host(name, name, serviceRoutes(settings, name))),
    host("operators", "*", operatorsRoutes(settings)),
  ];
  const filters = [connection("operators", settings, hosts, operatorsFilters(settings))];
  return { ...listener("operators", "127.0.0.1", settings.ports.operators), filter_chains: [{ filters }] };
}

function listener(name: string, host: string, port: number): JsonObject {
  return {
    name,
    address: { socket_address: { address: host, port_value: port } },
    per_connection_buffer_limit_bytes: 1 << 18,
  };
}

function host(name: string, domain: string, routes: Json[]): Json {
  return { name, domains: [domain], routes };
}

function connection(name: string, settings: Settings, hosts: Json[], filters: Json[]): Json {
  return {
    name: "envoy.filters.network.http_connection_manager",
    typed_config: typed("extensions.filters.network.http_connection_manager.v3.HttpConnectionManager", {
      stat_prefix: name,
      ...hardening(settings),
      ...(settings.accessLog && { access_log: [accessLog] }),
      ...(settings.traces && { tracing: tracing() }),
      local_reply_config: localReplies(),
      http_filters: filters,
      route_config: {
        name,
        virtual_hosts: hosts,
        request_headers_to_add: [origin],
        response_headers_to_remove: ["server", "via", "x-envoy-upstream-service-time", "x-powered-by"],
      },
    }),
  };
}

function tls({ certificate, key }: { certificate: string; key: string }): Json {
  return {
    name: "envoy.transport_sockets.tls",
    typed_config: typed("extensions.transport_sockets.tls.v3.DownstreamTlsContext", {
      common_tls_context: {
        alpn_protocols: ["h2", "http/1.1"],
        tls_params: { tls_minimum_protocol_version: "TLSv1_2" },
        tls_certificates: [{ certificate_chain: { filename: certificate }, private_key: { filename: key } }],
      },
    }),
  };
}
