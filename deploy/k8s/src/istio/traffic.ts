import { methods } from "@platform/kit";
import { type ServiceName, services } from "../../../services.ts";
import type { Json, Manifest } from "../manifest.ts";
import { hostOf, metadata, ports } from "../names.ts";
import { alike, never } from "./contracts.ts";

const api = "networking.istio.io/v1";

/** How much a service is asked at once, and when one of its processes is left alone for a while. */
export function destination(service: ServiceName): Manifest {
  return {
    apiVersion: api,
    kind: "DestinationRule",
    metadata: metadata(service, "service"),
    spec: {
      host: hostOf(service),
      trafficPolicy: {
        tls: { mode: "ISTIO_MUTUAL" },
        loadBalancer: { simple: "LEAST_REQUEST" },
        connectionPool: {
          tcp: { maxConnections: 1024, connectTimeout: "1s", tcpKeepalive: { time: "30s", interval: "10s" } },
          http: {
            http1MaxPendingRequests: 1024,
            http2MaxRequests: 4096,
            maxRetries: 64,
            // Node closes an idle connection after five seconds; one that is used in that moment would fail its request.
            ...(service === "bff" && { idleTimeout: "4s" }),
          },
        },
        outlierDetection: {
          consecutive5xxErrors: 10,
          consecutiveGatewayErrors: 5,
          splitExternalLocalOriginErrors: true,
          consecutiveLocalOriginFailures: 2,
          interval: "2s",
          baseEjectionTime: "5s",
          maxEjectionPercent: 50,
        },
      },
    },
  };
}

/**
 * Calls between services: as long as the contract says, and never repeated by a sidecar. The kit repeats what may be;
 * Istio's own habit is to repeat everything, also what must happen once.
 */
export function between(service: ServiceName): Manifest {
  const host = hostOf(service);
  const route = (port: number): Json[] => [{ destination: { host, port: { number: port } } }];
  const own = [...methods.values()].filter((method) => method.service === service);
  const calls = service === "bff" ? [] : alike(own, "grpc");
  return {
    apiVersion: api,
    kind: "VirtualService",
    metadata: metadata(service, "service"),
    spec: {
      hosts: [host],
      gateways: ["mesh"],
      http: [
        ...calls.map(({ timing, paths }) => ({
          match: paths.map((exact) => ({ uri: { exact } })),
          ...timing,
          retries: never,
          route: route(services[service].port),
        })),
        ...(service === "bff" ? [{ match: [{ port: ports.web }], retries: never, route: route(ports.web) }] : []),
        { match: [{ port: ports.admin }], timeout: "10s", retries: never, route: route(ports.admin) },
        // Health and reflection, whose watches have no end.
        { retries: never, route: route(services[service].port) },
      ],
    },
  };
}
