import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { startPostgres } from "@platform/kit/embedded";
import { connectTo } from "@platform/kit/testing";
import { freePorts, type Part, startPart } from "@platform/parts";
import { type ServiceName, services } from "../../deploy/services.ts";

const secret = "a secret of tests alone, long enough to be one";
const names = Object.keys(services) as ServiceName[];

/** The services, a process each, that lean on an embedded PostgreSQL and send their spans somewhere. */
export interface Processes {
  /** Where the bff answers browsers. */
  origin: string;
  databaseUrl(service: string): string;
  clients: ReturnType<typeof connectTo>;
  /** Lets each send its last spans. */
  stop(): Promise<void>;
}

/** Starts the built processes of all services; the one with `adminEmail` will be an administrator. */
export async function startProcesses(root: string, collectorUrl: string, adminEmail: string): Promise<Processes> {
  const folder = await mkdtemp(join(tmpdir(), "platform-edges-"));
  const postgres = await startPostgres({ folder: join(folder, "postgres"), password: "test", disposable: true });
  const ports = await freePorts(names.length * 2 + 1);
  const take = () => ports.pop() as number;
  const places = new Map(names.map((name) => [name, { grpc: take(), admin: take() }]));
  const peers = new Map([...places].map(([name, { grpc }]) => [name as string, `127.0.0.1:${grpc}`]));
  const web = take();
  const started: Part[] = [];
  const clients = connectTo(peers, secret);
  const stop = async () => {
    clients.close();
    await Promise.all(started.map((part) => part.stop()));
    await postgres.stop();
    await rm(folder, { recursive: true, force: true });
  };
  const env = {
    PLATFORM_ROOT: root,
    PLATFORM_DATABASE_URL: postgres.url,
    PLATFORM_BLOBS_URL: pathToFileURL(join(folder, "blobs")).href,
    PLATFORM_SECRET: secret,
    PLATFORM_SECRET_KEYS: `test:${Buffer.alloc(32, 7).toString("base64")}`,
    PLATFORM_ADMIN_EMAIL: adminEmail,
    PLATFORM_WEB_PORT: String(web),
    PLATFORM_PEERS: [...peers].map((pair) => pair.join("=")).join(","),
    OTEL_EXPORTER_OTLP_ENDPOINT: collectorUrl,
    OTEL_EXPORTER_OTLP_PROTOCOL: "http/json",
  };
  try {
    const starting = [...places].map(async ([name, { grpc, admin }]) => {
      const part = await startPart({
        name,
        url: `127.0.0.1:${grpc}`,
        folder,
        command: process.execPath,
        args: ["--enable-source-maps", join(root, `services/${name}/dist/process.js`)],
        env: { ...env, PLATFORM_GRPC_PORT: String(grpc), PLATFORM_ADMIN_PORT: String(admin), OTEL_SERVICE_NAME: name },
        async answers() {
          const { ok, status } = await fetch(`http://127.0.0.1:${admin}/readyz`, { signal: AbortSignal.timeout(5000) });
          if (!ok) throw new Error(`${name} answers with ${status}`);
        },
        startMs: 60_000,
      });
      started.push(part);
    });
    const failed = (await Promise.allSettled(starting)).find((one) => one.status === "rejected");
    if (failed) throw failed.reason;
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    origin: `http://127.0.0.1:${web}`,
    databaseUrl: (service) => postgres.url.replace("{service}", service),
    clients,
    stop,
  };
}
