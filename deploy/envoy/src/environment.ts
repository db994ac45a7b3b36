import { eachBackend, type ServiceName, services } from "../../services.ts";
import type { EnvoyInputs } from "./inputs.ts";

/** Reads where things are: at the ports of the street map on this machine, unless something else is said. */
export function readInputs(env: NodeJS.ProcessEnv): EnvoyInputs {
  const peers = new Map((env.PLATFORM_PEERS ?? "").split(",").map((pair) => pair.split("=") as [string, string]));
  const at = (name: ServiceName) => peers.get(name) ?? `127.0.0.1:${services[name].port}`;
  const number = (name: string, standard: number): number => {
    const value = Number(env[name] ?? standard);
    if (!Number.isInteger(value) || value < 0) throw new Error(`${name} is not a whole number: ${env[name]}`);
    return value;
  };
  const { PLATFORM_TLS_CERTIFICATE: certificate, PLATFORM_TLS_KEY: key } = env;
  if (Boolean(certificate) !== Boolean(key)) {
    throw new Error("PLATFORM_TLS_CERTIFICATE and PLATFORM_TLS_KEY go together; set both, or neither");
  }
  return {
    ports: {
      public: number("PLATFORM_EDGE_PORT", 8000),
      operators: number("PLATFORM_OPERATORS_PORT", 8001),
      admin: number("PLATFORM_ENVOY_ADMIN_PORT", 9901),
    },
    addresses: eachBackend(at),
    web: env.PLATFORM_EDGE_WEB ?? "127.0.0.1:8080",
    trustedHops: number("PLATFORM_EDGE_TRUSTED_HOPS", 0),
    ...(env.PLATFORM_PARTNER_ORIGINS && { origins: env.PLATFORM_PARTNER_ORIGINS.split(",") }),
    playHosts: playHosts(env.PLATFORM_PLAY_URL || "http://play.localhost:8000"),
    ...(env.PLATFORM_EDGE_TRACES && { traces: env.PLATFORM_EDGE_TRACES }),
    ...(certificate && key && { tls: { certificate, key } }),
  };
}

/** The names by which browsers ask for the origin of packages: with its port, and without where it is the usual one. */
export function playHosts(playUrl: string): string[] {
  const { host, hostname } = new URL(playUrl);
  return [...new Set([host, hostname])];
}
