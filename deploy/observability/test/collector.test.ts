import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { type CollectorPart, demandPart, freePorts, type Part, startCollector, startPart } from "@platform/parts";
import { describePart } from "@platform/parts/testing";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { parse } from "yaml";

const run = promisify(execFile);
const configs = join(dirname(dirname(fileURLToPath(import.meta.url))), "collector");

interface Config {
  processors: Record<string, unknown>;
  service: { pipelines: { traces: { processors: string[] } } };
}

describePart("the collector", "otelcol", () => {
  let folder: string;
  let jaeger: CollectorPart;
  let collector: Part;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "platform-collector-"));
    // What speaks OTLP over gRPC as Jaeger does, and tells what it took.
    jaeger = await startCollector({ folder: join(folder, "jaeger") });
    const [grpc, http, health, metrics] = (await freePorts(4)) as [number, number, number, number];
    collector = await startPart({
      name: "collector",
      url: `http://127.0.0.1:${http}`,
      folder,
      command: demandPart("otelcol"),
      args: [`--config=${join(configs, "machine.yaml")}`],
      env: {
        COLLECTOR_GRPC_ENDPOINT: `127.0.0.1:${grpc}`,
        COLLECTOR_HTTP_ENDPOINT: `127.0.0.1:${http}`,
        COLLECTOR_HEALTH_ENDPOINT: `127.0.0.1:${health}`,
        COLLECTOR_METRICS_PORT: String(metrics),
        JAEGER_OTLP_ENDPOINT: new URL(jaeger.grpcUrl).host,
      },
      async answers() {
        const { ok } = await fetch(`http://127.0.0.1:${health}`, { signal: AbortSignal.timeout(1000) });
        if (!ok) throw new Error("The collector is not ready");
      },
    });
  });
  afterAll(async () => {
    await collector?.kill();
    await jaeger?.kill();
    await rm(folder, { recursive: true, force: true });
  });

  const validate = (file: string) => run(demandPart("otelcol"), ["validate", `--config=${file}`]);

  it("of one machine is what the binary takes", () => validate(join(configs, "machine.yaml")));

  it("of a cluster is what the binary takes, but for the processors that contrib alone has", async () => {
    const config = parse(await readFile(join(configs, "cluster.yaml"), "utf8")) as Config;
    const { traces } = config.service.pipelines;
    expect(traces.processors).toEqual(["memory_limiter", "k8sattributes", "tail_sampling", "batch"]);
    traces.processors = ["memory_limiter", "batch"];
    delete config.processors.k8sattributes;
    delete config.processors.tail_sampling;
    const file = join(folder, "cluster.json");
    await writeFile(file, JSON.stringify(config));
    await validate(file);
  });

  it("hands spans that come over HTTP to Jaeger", async () => {
    const ids = { traceId: "5b8efff798038103d269b633813fc60c", spanId: "eee19b7ec3c1b174" };
    const span = { ...ids, name: "handed on", kind: 2, startTimeUnixNano: "1", endTimeUnixNano: "2" };
    const response = await fetch(`${collector.url}/v1/traces`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ resourceSpans: [{ scopeSpans: [{ spans: [span] }] }] }),
    });
    expect(response.status).toBe(200);
    const received = async () => JSON.stringify(await jaeger.received());
    await vi.waitFor(async () => expect(await received()).toContain(ids.traceId), { timeout: 15_000, interval: 100 });
  });
});
