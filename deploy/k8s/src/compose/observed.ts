import type { JsonObject } from "../manifest.ts";
import { ports, serviceNames } from "../names.ts";

/** What those who look at the platform are told. */
export function observed(): Record<string, JsonObject> {
  return { prometheus, collector, grafana };
}

const prometheus: JsonObject = {
  global: { scrape_interval: "15s", evaluation_interval: "15s" },
  scrape_configs: [
    {
      job_name: "platform",
      static_configs: serviceNames.map((service) => ({
        targets: [`${service}:${ports.admin}`],
        labels: { service },
      })),
    },
  ],
};

const collector: JsonObject = {
  receivers: { otlp: { protocols: { grpc: { endpoint: "0.0.0.0:4317" }, http: { endpoint: "0.0.0.0:4318" } } } },
  processors: { memory_limiter: { check_interval: "1s", limit_mib: 256 }, batch: {} },
  exporters: { otlp: { endpoint: "jaeger:4317", tls: { insecure: true } } },
  service: {
    pipelines: {
      traces: { receivers: ["otlp"], processors: ["memory_limiter", "batch"], exporters: ["otlp"] },
    },
  },
};

/** Grafana's sources of data. */
const grafana: JsonObject = {
  apiVersion: 1,
  datasources: [
    { name: "Prometheus", uid: "prometheus", type: "prometheus", url: "http://prometheus:9090", isDefault: true },
    { name: "Jaeger", uid: "jaeger", type: "jaeger", url: "http://jaeger:16686" },
  ],
};
