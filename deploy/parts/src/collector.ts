import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { demandSuccess } from "./ask.ts";
import { demandPart } from "./find.ts";
import { freePorts } from "./port.ts";
import { type Part, startPart } from "./process.ts";

interface CollectorOptions {
  /** What it took, its configuration and its log. */
  folder: string;
  port?: number;
}

/** One batch that was taken, in OTLP's JSON. */
export interface OtlpBatch {
  resourceSpans?: unknown[];
  resourceMetrics?: unknown[];
  resourceLogs?: unknown[];
}

/** An OpenTelemetry collector that can be asked what it took; `url` takes OTLP over HTTP. */
export interface CollectorPart extends Part {
  /** Takes OTLP over gRPC. */
  grpcUrl: string;
  /** What the collector says of itself to Prometheus. */
  metricsUrl: string;
  /** What it took, oldest first. */
  received(): Promise<OtlpBatch[]>;
}

/** Starts an OpenTelemetry collector that keeps what it takes in a file. */
export async function startCollector(options: CollectorOptions): Promise<CollectorPart> {
  const command = demandPart("otelcol");
  const [free, grpc, health, metrics] = (await freePorts(4)) as [number, number, number, number];
  const http = options.port ?? free;
  await mkdir(options.folder, { recursive: true });
  const taken = join(options.folder, "collector.jsonl");
  const file = join(options.folder, "collector.json");
  await writeFile(file, JSON.stringify(configuration({ http, grpc, health, metrics }, taken), null, 2));
  const part = await startPart({
    name: "collector",
    url: `http://127.0.0.1:${http}`,
    folder: options.folder,
    command,
    args: [`--config=${file}`],
    answers: () => demandSuccess(`http://127.0.0.1:${health}`),
  });
  return Object.assign(part, {
    grpcUrl: `http://127.0.0.1:${grpc}`,
    metricsUrl: `http://127.0.0.1:${metrics}/metrics`,
    async received() {
      const lines = (await readFile(taken, "utf8").catch(() => "")).split("\n").slice(0, -1);
      return lines.map((line) => JSON.parse(line) as OtlpBatch);
    },
  });
}

function configuration(ports: { http: number; grpc: number; health: number; metrics: number }, taken: string): object {
  const at = (port: number) => ({ endpoint: `127.0.0.1:${port}` });
  const pipeline = { receivers: ["otlp"], exporters: ["file"] };
  const prometheus = { host: "127.0.0.1", port: ports.metrics };
  return {
    extensions: { health_check: at(ports.health) },
    receivers: { otlp: { protocols: { http: at(ports.http), grpc: at(ports.grpc) } } },
    exporters: { file: { path: taken, append: true, flush_interval: "100ms" } },
    service: {
      extensions: ["health_check"],
      pipelines: { traces: pipeline, metrics: pipeline, logs: pipeline },
      telemetry: { metrics: { readers: [{ pull: { exporter: { prometheus } } }] } },
    },
  };
}
