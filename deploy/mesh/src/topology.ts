import { randomBytes } from "node:crypto";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { envoyConfig, playHosts } from "@platform/envoy";
import {
  type BinaryName,
  findPart,
  freePorts,
  type Part,
  type S3Part,
  type SmtpPart,
  startCollector,
  startEnvoy,
  startKafka,
  startPostgres,
  startPrometheus,
  startRedis,
  startS3,
  startSmtp,
} from "@platform/parts";
import { eachBackend, type ServiceName, services } from "../../services.ts";
import { type Instance, type Ports, startInstance } from "./instance.ts";
import { createTopics } from "./topics.ts";

/** What a topology is made of. */
export interface TopologyOptions {
  /** The repository, with the built processes. */
  root: string;
  /** Data, logs and configurations of all of it. */
  folder: string;
  /** Processes of each service; one unless said. */
  replicas?: number;
  /** The services that run; all unless said. */
  only?: readonly ServiceName[];
  /** The port of Envoy's public listener, and of its operators' one; free ones unless said. */
  ports?: { public?: number; operators?: number };
  /** Whether traces go to a collector; they do not unless said. */
  traces?: boolean;
  /** More of the services' environment. */
  env?: Record<string, string>;
  /** What is kept from an earlier start. */
  secrets?: Secrets;
  /** Told of each step. */
  progress?(step: string): void;
}

/** What all processes share and nobody else knows. */
export interface Secrets {
  database: string;
  platform: string;
  keys: string;
}

/** The whole platform on the real parts: a process a service, behind Envoy. */
export interface Topology {
  /** Where browsers and partners come in. */
  origin: string;
  /** host:port of gRPC for operators. */
  operators: string;
  parts: {
    postgres: Part;
    redis: Part;
    smtp: SmtpPart;
    /** Without it events lie in PostgreSQL. */
    kafka: Part | undefined;
    /** Without it files lie in a folder. */
    s3: S3Part | undefined;
    /** Without it browsers come straight to the bff. */
    envoy: Part | undefined;
    /** Without it there are no traces. */
    collector: Part | undefined;
    /** Without it nobody keeps the metrics. */
    prometheus: Part | undefined;
  };
  /** What this machine lacks. */
  missing: string[];
  instances: Instance[];
  /** The processes of one service. */
  of(service: ServiceName): Instance[];
  /** Where a service's database is. */
  databaseUrl(service: string): string;
  /** The services' environment, for a client that acts as one of them. */
  env: Record<string, string>;
  stop(): Promise<void>;
}

export function makeSecrets(): Secrets {
  const random = (bytes: number) => randomBytes(bytes).toString("base64url");
  return { database: random(24), platform: random(32), keys: `k1:${randomBytes(32).toString("base64")}` };
}

const bucket = "platform";

/** Starts the parts, then the services, then Envoy; what was started is stopped again where a later one fails. */
export async function startTopology(options: TopologyOptions): Promise<Topology> {
  const { root, folder, replicas = 1, secrets = makeSecrets(), progress = () => undefined } = options;
  const names = options.only ?? (Object.keys(services) as ServiceName[]);
  const started: { stop(): Promise<void> }[] = [];
  const start = async <P extends Part>(what: string, starting: () => Promise<P>): Promise<P> => {
    progress(what);
    const part = await starting();
    started.push(part);
    return part;
  };
  const stop = async () => {
    // What others lean on goes last.
    for (const part of started.splice(0).reverse()) await part.stop();
  };

  try {
    await mkdir(folder, { recursive: true });
    const missing: string[] = [];
    const where = async <P extends Part>(what: string, binary: BinaryName, starting: () => Promise<P>) => {
      if (findPart(binary)) return start(what, starting);
      missing.push(what);
      return undefined;
    };
    const [postgres, redis, smtp, kafka, s3, collector] = await Promise.all([
      start("PostgreSQL", () => startPostgres({ folder, password: secrets.database })),
      start("Redis", () => startRedis({ folder })),
      start("SMTP", () => startSmtp({ folder })),
      where("Kafka", "kafka", () => startKafka({ folder })),
      where("S3", "versitygw", () => startS3({ folder, buckets: [bucket] })),
      options.traces ? where("collector", "otelcol", () => startCollector({ folder })) : undefined,
    ]);
    if (kafka) await createTopics([new URL(kafka.url).host], 1);

    const [publicPort, operatorsPort, envoyAdmin] = (await freePorts(3)) as [number, number, number];
    const ports = { public: publicPort, operators: operatorsPort, admin: envoyAdmin, ...options.ports };
    const places = await choosePorts(names, replicas);
    const at = (service: ServiceName, port: keyof Ports) =>
      (places.get(service) ?? []).map((own) => `127.0.0.1:${own[port]}`).join("+");
    const env: Record<string, string> = {
      PLATFORM_DATABASE_URL: postgres.url,
      PLATFORM_EVENTS_URL: kafka?.url ?? "postgres:",
      PLATFORM_KEY_VALUE_URL: redis.url,
      PLATFORM_BLOBS_URL: s3 ? s3Url(s3) : pathToFileURL(join(folder, "blobs")).href,
      PLATFORM_MAIL_URL: `${smtp.url}?from=platform@example.org`,
      PLATFORM_SECRET: secrets.platform,
      PLATFORM_SECRET_KEYS: secrets.keys,
      PLATFORM_PUBLIC_URL: `http://localhost:${ports.public}`,
      PLATFORM_TRUSTED_PROXIES: "127.0.0.1",
      PLATFORM_POOL_SIZE: "6",
      PLATFORM_PEERS: names.map((name) => `${name}=${at(name, "grpc")}`).join(","),
      ...(collector && { OTEL_EXPORTER_OTLP_ENDPOINT: collector.url }),
      ...options.env,
    };

    const each = names.flatMap((service) =>
      (places.get(service) ?? []).map((own, number) => ({ service, own, number })),
    );
    const instances = await Promise.all(
      each.map(({ service, own, number }) =>
        start(`${service} ${number + 1} of ${replicas}`, () =>
          startInstance({ service, number, ports: own, root, folder, env }),
        ),
      ),
    );
    // Its configuration routes to every service; some alone are reached directly.
    const whole = names.length === Object.keys(services).length;
    const envoy = whole
      ? await where("Envoy", "envoy", () =>
          startEnvoy({
            folder,
            ports,
            config: envoyConfig({
              ports,
              host: "127.0.0.1",
              addresses: eachBackend((name) => at(name, "grpc")),
              web: at("bff", "web"),
              playHosts: playHosts(`http://play.localhost:${ports.public}`),
              ...(collector && { traces: new URL(collector.grpcUrl).host }),
            }),
          }),
        )
      : undefined;
    const prometheus = await where("Prometheus", "prometheus", () =>
      startPrometheus({
        folder,
        targets: instances.map((one) => ({ service: one.service, port: one.ports.admin })),
        rules: [join(root, "deploy/observability/prometheus/alerts.yaml")],
      }),
    );
    const direct = places.get("bff")?.[0]?.web;
    return {
      origin: `http://localhost:${envoy ? ports.public : direct}`,
      operators: `127.0.0.1:${ports.operators}`,
      parts: { postgres, redis, smtp, kafka, s3, envoy, collector, prometheus },
      missing,
      instances,
      of: (service) => instances.filter((one) => one.service === service),
      databaseUrl: (service) => postgres.url.replace("{service}", service),
      env,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function choosePorts(names: readonly ServiceName[], replicas: number): Promise<Map<ServiceName, Ports[]>> {
  const free = await freePorts(names.length * replicas * 3);
  const next = () => free.pop() as number;
  const one = (): Ports => ({ grpc: next(), admin: next(), web: next() });
  return new Map(names.map((name) => [name, Array.from({ length: replicas }, one)]));
}

function s3Url({ url, accessKeyId, secretAccessKey, region }: S3Part): string {
  const { host } = new URL(url);
  const who = `${encodeURIComponent(accessKeyId)}:${encodeURIComponent(secretAccessKey)}`;
  return `s3://${who}@${host}/${bucket}?region=${region}&tls=false`;
}
