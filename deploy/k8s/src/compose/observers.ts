import { images } from "../images.ts";
import type { JsonObject } from "../manifest.ts";
import { after, held, kept, optional, required, shown } from "./service.ts";

const watched = (name: string, path: string) => shown(`../observability/${name}`, path);

/** Those who look at the platform. */
export const observers: JsonObject = {
  collector: {
    image: images.collector,
    ...held(10_001, ["/tmp"]),
    command: ["--config=/etc/collector.yaml"],
    volumes: [shown("collector.yaml", "/etc/collector.yaml")],
  },
  jaeger: {
    image: images.jaeger,
    ...held(10_001, ["/tmp"]),
    ports: ["127.0.0.1:16686:16686"],
  },
  prometheus: {
    image: images.prometheus,
    ...held(65_534, ["/tmp"]),
    command: ["--config.file=/etc/prometheus/prometheus.yaml", "--storage.tsdb.path=/prometheus"],
    ports: ["127.0.0.1:9090:9090"],
    volumes: [
      watched("prometheus/compose.yaml", "/etc/prometheus/prometheus.yaml"),
      watched("prometheus/alerts.yaml", "/etc/prometheus/alerts.yaml"),
      kept("prometheus", "/prometheus"),
    ],
    depends_on: { alertmanager: after.started },
  },
  alertmanager: {
    // Whom it calls is its operator's to say, in a configuration of their own.
    image: images.alertmanager,
    ...held(65_534, ["/tmp", "/alertmanager"]),
    ports: ["127.0.0.1:9093:9093"],
  },
  grafana: {
    image: images.grafana,
    ...held(472, ["/tmp"]),
    ports: ["127.0.0.1:3000:3000"],
    environment: {
      GF_SECURITY_ADMIN_PASSWORD: required("GRAFANA_PASSWORD"),
      GF_ANALYTICS_REPORTING_ENABLED: "false",
      PROMETHEUS_URL: "http://prometheus:9090",
      JAEGER_URL: "http://jaeger:16686",
      // Where the logs go, which is its operator's to run; without it Grafana shows everything else.
      ELASTICSEARCH_URL: optional("ELASTICSEARCH_URL"),
    },
    volumes: [
      watched("grafana/provisioning", "/etc/grafana/provisioning"),
      watched("grafana/dashboards", "/etc/grafana/dashboards"),
      kept("grafana", "/var/lib/grafana"),
    ],
    depends_on: { prometheus: after.started },
  },
};
