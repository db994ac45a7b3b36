import { type ServiceName, services } from "../../services.ts";
import type { Json } from "./manifest.ts";
import { ports, serviceNames, settings } from "./names.ts";

/** What each service is told alike; an overlay may say otherwise. */
export const common: Record<string, string> = {
  PLATFORM_PUBLIC_URL: "http://localhost:8080",
  // Empty is `play.localhost` beside that; an overlay that says its own address says its own origin of packages.
  PLATFORM_PLAY_URL: "",
  PLATFORM_PEERS: serviceNames.map((name) => `${name}=${name}:${services[name].port}`).join(","),
  PLATFORM_GRPC_HOST: "0.0.0.0",
  PLATFORM_ADMIN_HOST: "0.0.0.0",
  PLATFORM_ADMIN_PORT: String(ports.admin),
  PLATFORM_WEB_PORT: String(ports.web),
  // Jobs have brought the databases up to date before.
  PLATFORM_MIGRATIONS: "expect",
  // A sidecar hands requests on from the loopback, and the gateway in front of it says where they began.
  PLATFORM_TRUSTED_PROXIES: "127.0.0.0/8,::1",
  PLATFORM_LOG_LEVEL: "info",
  // As the pipeline of deploy/observability/elastic reads lines.
  PLATFORM_LOG_FORMAT: "ecs",
  PLATFORM_POOL_SIZE: "8",
};

/** What only the services may know, by the names that it has in the Secret and in their environment alike. */
export const secrets = {
  all: ["PLATFORM_SECRET", "PLATFORM_EVENTS_URL", "PLATFORM_KEY_VALUE_URL", "PLATFORM_BLOBS_URL", "PLATFORM_MAIL_URL"],
  /** For those that keep a database, where alone something is sealed. */
  database: ["PLATFORM_DATABASE_URL", "PLATFORM_SECRET_KEYS"],
} as const;

/** A service that keeps nothing learns of no server; the kit asks for an address all the same. */
export const noDatabase = "postgres://none/{service}";

/** The environment of a service's container beside what all are told. */
export function environment(service: ServiceName): Json[] {
  const keeps = services[service].database;
  const names = keeps ? [...secrets.all, ...secrets.database] : secrets.all;
  return [
    { name: "PLATFORM_GRPC_PORT", value: String(services[service].port) },
    { name: "OTEL_SERVICE_NAME", value: service },
    { name: "POD_NAME", valueFrom: { fieldRef: { fieldPath: "metadata.name" } } },
    { name: "OTEL_RESOURCE_ATTRIBUTES", value: "service.instance.id=$(POD_NAME)" },
    ...names.map(secret),
    ...(keeps ? [] : [{ name: "PLATFORM_DATABASE_URL", value: noDatabase }]),
  ];
}

/** The same of a migration, which reads its configuration whole and reaches the database alone. */
export function migrationEnvironment(): Json[] {
  return [
    secret("PLATFORM_DATABASE_URL"),
    secret("PLATFORM_SECRET"),
    { name: "PLATFORM_BLOBS_URL", value: "file:///tmp" },
  ];
}

export const fromSettings: Json[] = [{ configMapRef: { name: settings } }];

function secret(name: string): Json {
  return { name, valueFrom: { secretKeyRef: { name: settings, key: name } } };
}
