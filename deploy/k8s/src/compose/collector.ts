import type { JsonObject } from "../manifest.ts";

/** Takes traces of the services and hands them on to Jaeger; its own counts are for Prometheus. */
export const collector: JsonObject = {
  receivers: { otlp: { protocols: { grpc: { endpoint: "0.0.0.0:4317" }, http: { endpoint: "0.0.0.0:4318" } } } },
  processors: { memory_limiter: { check_interval: "1s", limit_mib: 256 }, batch: {} },
  exporters: { otlp: { endpoint: "jaeger:4317", tls: { insecure: true } } },
  service: {
    pipelines: {
      traces: { receivers: ["otlp"], processors: ["memory_limiter", "batch"], exporters: ["otlp"] },
    },
    telemetry: { metrics: { readers: [{ pull: { exporter: { prometheus: { host: "0.0.0.0", port: 8888 } } } }] } },
  },
};
