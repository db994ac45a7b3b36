import { type ServiceName, services } from "../../../services.ts";
import { common, noDatabase } from "../environment.ts";
import type { Json, JsonObject } from "../manifest.ts";
import { nobody, ports, serviceNames } from "../names.ts";
import { edge } from "./edge.ts";
import { observers } from "./observers.ts";
import { parts } from "./parts.ts";
import { after, held, optional, required } from "./service.ts";

/** What proxies and services see of one another; the edge is believed about where a request began. */
const subnet = "172.30.0.0/24";

/** The platform on one machine with an engine: a container a service, behind Envoy, on the real parts. */
export function compose(): JsonObject {
  return {
    name: "platform",
    services: {
      ...parts,
      ...Object.fromEntries(serviceNames.flatMap((name) => [...migration(name), [name, service(name)]])),
      ...edge(Object.fromEntries(serviceNames.map((name) => [name, after.healthy]))),
      ...observers,
    },
    networks: { default: { ipam: { config: [{ subnet }] } } },
    volumes: Object.fromEntries(
      ["postgres", "redis", "kafka", "s3", "edge", "prometheus", "grafana"].map((name) => [name, {}]),
    ),
  };
}

const image = (name: ServiceName) =>
  `${optional("PLATFORM_IMAGE_PREFIX", "platform")}/${name}:${optional("PLATFORM_IMAGE_TAG", "dev")}`;
const database = `postgres://platform:${required("POSTGRES_PASSWORD")}@postgres:5432/{service}`;
const s3 = `s3://platform:${required("S3_SECRET_KEY")}@s3:7070/platform?tls=false`;

function migration(name: ServiceName): [string, JsonObject][] {
  if (!services[name].database) return [];
  const job = {
    image: image(name),
    command: ["migrate"],
    ...held(nobody, ["/tmp"]),
    restart: "no",
    environment: {
      PLATFORM_DATABASE_URL: database,
      PLATFORM_SECRET: required("PLATFORM_SECRET"),
      PLATFORM_BLOBS_URL: "file:///tmp",
    },
    depends_on: { postgres: after.healthy },
  };
  return [[`${name}-migration`, job]];
}

function service(name: ServiceName): JsonObject {
  const { port, database: keeps } = services[name];
  const first = keeps ? { [`${name}-migration`]: after.done } : {};
  const keys: readonly ServiceName[] = name === "auth" ? [] : ["auth"];
  return {
    image: image(name),
    build: { context: "../..", dockerfile: "deploy/service.Dockerfile", args: { SERVICE: name } },
    ...held(nobody, ["/tmp"]),
    environment: {
      ...common,
      PLATFORM_TRUSTED_PROXIES: `127.0.0.0/8,${subnet}`,
      PLATFORM_PUBLIC_URL: optional("PLATFORM_PUBLIC_URL", "http://localhost:8000"),
      PLATFORM_PLAY_URL: optional("PLATFORM_PLAY_URL"),
      PLATFORM_GRPC_PORT: String(port),
      PLATFORM_SECRET: required("PLATFORM_SECRET"),
      PLATFORM_DATABASE_URL: keeps ? database : noDatabase,
      ...(keeps && { PLATFORM_SECRET_KEYS: required("PLATFORM_SECRET_KEYS") }),
      PLATFORM_EVENTS_URL: "kafka://kafka:9092",
      PLATFORM_KEY_VALUE_URL: "redis://redis:6379",
      PLATFORM_BLOBS_URL: s3,
      PLATFORM_MAIL_URL: optional("PLATFORM_MAIL_URL", "capture:"),
      PLATFORM_ADMIN_EMAIL: optional("PLATFORM_ADMIN_EMAIL"),
      OTEL_SERVICE_NAME: name,
      OTEL_EXPORTER_OTLP_ENDPOINT: "http://collector:4318",
    },
    healthcheck: {
      test: ["CMD", "/nodejs/bin/node", "-e", askReady],
      interval: "5s",
      timeout: "5s",
      retries: 12,
      start_period: "30s",
    },
    // The kit lets calls in flight finish.
    stop_grace_period: "30s",
    depends_on: {
      ...first,
      ...Object.fromEntries(keys.map((key) => [key, after.healthy])),
      redis: after.healthy,
      s3: after.started,
      topics: after.done,
    },
  };
}

const askReady: Json = [
  `fetch("http://127.0.0.1:${ports.admin}/readyz")`,
  ".then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))",
].join("");
