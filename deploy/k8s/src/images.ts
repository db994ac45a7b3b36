import { catalogue } from "../../parts/src/catalogue.ts";

/** The images of the parts, made by those who make the parts; of the version that is tested here where there is one. */
export const images = {
  postgres: "postgres:18.4",
  redis: "redis:8.4",
  kafka: `apache/kafka:${catalogue.kafka.version}`,
  s3: `ghcr.io/versity/versitygw:v${catalogue.s3.version}`,
  envoy: `envoyproxy/envoy:distroless-v${catalogue.envoy.version}`,
  collector: `otel/opentelemetry-collector:${catalogue.collector.version}`,
  prometheus: "prom/prometheus:v3.8.0",
  alertmanager: "prom/alertmanager:v0.29.0",
  grafana: "grafana/grafana:12.3.0",
  jaeger: "jaegertracing/jaeger:2.13.0",
  // Makes the folder of a bucket.
  busybox: "busybox:1.37",
} as const;
