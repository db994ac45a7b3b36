import type { LogFormat } from "./telemetry/logger.ts";

/** What a process is told by its environment. Each part is chosen by its URL; nothing else changes. */
export interface Config {
  /** The repository, or the folder of the image that holds `services/<name>/migrations`. */
  root: string;
  /** PostgreSQL, with `{service}` where the name of the service's database goes. */
  databaseUrl: string;
  /** `postgres:` keeps the log beside the services' databases; `kafka://host:port,...` is Kafka. */
  eventsUrl: string;
  /** `memory:` lives in the process, its durable entries in PostgreSQL; `redis://...` is Redis. */
  keyValueUrl: string;
  /** `file:///folder`, or `s3://...`. */
  blobsUrl: string;
  /** `capture:` keeps mail on the machine; `smtp://...` sends it. */
  mailUrl: string;
  /** What services prove themselves and sign addresses with; the same in all processes. */
  secret: string;
  /** Where the gRPC server listens. */
  grpc: { host: string; port: number };
  /** Where the bff listens for browsers. */
  webPort: number;
  /** Where Prometheus and probes ask; a port of undefined is nowhere. */
  admin: { host: string; port: number | undefined };
  /** `run` brings the database up to date at the start; `expect` refuses to start on an older one. */
  migrations: "run" | "expect";
  /** The address of the web app as people see it, without a slash at the end. */
  publicUrl: string;
  /** The origin from which packages of others' making are played; undefined where the operator named none. */
  playUrl: string | undefined;
  /** Proxies in front, as addresses and networks: what they say of where a request began is believed. */
  trustedProxies: readonly string[];
  logLevel: string;
  /** How a line of the log names its fields. */
  logFormat: LogFormat;
  /** Connections that one service holds at most. */
  poolSize: number;
  /** Where a service's gRPC server is, as host:port; the own server where it runs in this process. */
  peers: ReadonlyMap<string, string>;
}

/** Reads the environment; throws one error that names all that is missing or wrong. */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const wrong: string[] = [];
  const text = (name: string, standard?: string): string => {
    const value = env[name] ?? standard;
    if (value === undefined) wrong.push(`${name} is not set`);
    return value ?? "";
  };
  const number = (name: string, standard: number): number => {
    const value = Number(env[name] ?? standard);
    if (!Number.isInteger(value) || value < 0) wrong.push(`${name} is not a whole number: ${env[name]}`);
    return value;
  };
  const publicUrl = text("PLATFORM_PUBLIC_URL", "http://localhost:8080").replace(/\/$/, "");
  const config: Config = {
    root: text("PLATFORM_ROOT", process.cwd()),
    databaseUrl: text("PLATFORM_DATABASE_URL"),
    eventsUrl: text("PLATFORM_EVENTS_URL", "postgres:"),
    keyValueUrl: text("PLATFORM_KEY_VALUE_URL", "memory:"),
    blobsUrl: text("PLATFORM_BLOBS_URL"),
    mailUrl: text("PLATFORM_MAIL_URL", "capture:"),
    secret: text("PLATFORM_SECRET"),
    grpc: { host: text("PLATFORM_GRPC_HOST", "127.0.0.1"), port: number("PLATFORM_GRPC_PORT", 9090) },
    webPort: number("PLATFORM_WEB_PORT", 8080),
    admin: {
      host: text("PLATFORM_ADMIN_HOST", "127.0.0.1"),
      port: env.PLATFORM_ADMIN_PORT ? number("PLATFORM_ADMIN_PORT", 0) : undefined,
    },
    migrations: text("PLATFORM_MIGRATIONS", "run") as Config["migrations"],
    publicUrl,
    playUrl: env.PLATFORM_PLAY_URL ? env.PLATFORM_PLAY_URL.replace(/\/$/, "") : playUrlBeside(publicUrl),
    trustedProxies: text("PLATFORM_TRUSTED_PROXIES", "127.0.0.0/8,::1").split(",").filter(Boolean),
    logLevel: text("PLATFORM_LOG_LEVEL", "info"),
    logFormat: text("PLATFORM_LOG_FORMAT", "standard") as Config["logFormat"],
    poolSize: number("PLATFORM_POOL_SIZE", 8),
    peers: new Map(
      text("PLATFORM_PEERS", "")
        .split(",")
        .filter(Boolean)
        .map((pair) => pair.split("=") as [string, string]),
    ),
  };
  if (config.secret && config.secret.length < 32) wrong.push("PLATFORM_SECRET is shorter than 32 characters");
  if (config.databaseUrl && !config.databaseUrl.includes("{service}")) {
    wrong.push("PLATFORM_DATABASE_URL lacks {service}, the place of the database's name");
  }
  if (!["run", "expect"].includes(config.migrations)) wrong.push("PLATFORM_MIGRATIONS is neither run nor expect");
  if (!["standard", "ecs"].includes(config.logFormat)) wrong.push("PLATFORM_LOG_FORMAT is neither standard nor ecs");
  if (config.playUrl !== undefined && !isOtherOrigin(config.playUrl, publicUrl)) {
    wrong.push("PLATFORM_PLAY_URL is not an origin of its own, such as https://play.example.org");
  }
  if (wrong.length > 0) throw new Error(`The environment is not complete:\n  ${wrong.join("\n  ")}`);
  return config;
}

/** On one machine a name of its own is an origin of its own, and browsers look for `*.localhost` on that machine. */
function playUrlBeside(publicUrl: string): string | undefined {
  const url = URL.canParse(publicUrl) ? new URL(publicUrl) : undefined;
  return url?.hostname === "localhost" ? `${url.protocol}//play.${url.host}` : undefined;
}

/** Whether an address is an origin, and none that shares its cookies: those do not tell ports apart. */
function isOtherOrigin(address: string, than: string): boolean {
  if (!URL.canParse(address) || !URL.canParse(than)) return false;
  const url = new URL(address);
  return /^https?:$/.test(url.protocol) && url.origin === address && url.hostname !== new URL(than).hostname;
}
