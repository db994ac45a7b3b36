import { services } from "../../services.ts";

/** Where admin ports are: of the images, and of processes by hand on one machine, so far from their gRPC port. */
const admin = { port: 9180, offset: 100 } as const;

const common = {
  global: { scrape_interval: "15s", evaluation_interval: "15s" },
  // Beside this file.
  rule_files: ["alerts.yaml"],
};

// What a process says of its services is more than where it was found.
const platform = { job_name: "platform", honor_labels: true };

const job = (name: string, target: string, path = "/metrics") => ({
  job_name: name,
  metrics_path: path,
  static_configs: [{ targets: [target] }],
});

const relabel = (source: string, target: string) => ({ source_labels: [source], target_label: target });
const keep = (source: string, regex: string) => ({ source_labels: [source], regex, action: "keep" });

/** For processes by hand on one machine, each with PLATFORM_ADMIN_PORT a hundred above its gRPC port. */
export function machineConfig(): object {
  const targets = Object.entries(services).map(([service, { port }]) => ({
    targets: [`127.0.0.1:${port + admin.offset}`],
    labels: { service },
  }));
  return {
    ...common,
    scrape_configs: [
      { ...platform, static_configs: targets },
      job("envoy", "127.0.0.1:9901", "/stats/prometheus"),
      job("collector", "127.0.0.1:8888"),
    ],
  };
}

/** For containers: a service's name resolves to all of its processes. */
export function composeConfig(): object {
  const found = Object.keys(services).map((name) => ({ names: [name], type: "A", port: admin.port }));
  return {
    ...common,
    alerting: { alertmanagers: [{ static_configs: [{ targets: ["alertmanager:9093"] }] }] },
    scrape_configs: [
      {
        ...platform,
        dns_sd_configs: found,
        relabel_configs: [relabel("__meta_dns_name", "service")],
      },
      job("envoy", "envoy:9901", "/stats/prometheus"),
      job("collector", "collector:8888"),
    ],
  };
}

/** For a cluster: the pods of the namespace `platform` that are services, by the name of their admin port. */
export function kubernetesConfig(): object {
  const label = "__meta_kubernetes_pod_label_app_kubernetes_io";
  return {
    ...common,
    alerting: { alertmanagers: [{ static_configs: [{ targets: ["alertmanager.observability:9093"] }] }] },
    scrape_configs: [
      {
        ...platform,
        kubernetes_sd_configs: [{ role: "pod", namespaces: { names: ["platform"] } }],
        relabel_configs: [
          keep(`${label}_component`, "service"),
          keep("__meta_kubernetes_pod_container_port_name", "http-admin"),
          keep(`${label}_name`, Object.keys(services).join("|")),
          // A pod that has ended is not down.
          { source_labels: ["__meta_kubernetes_pod_phase"], regex: "Failed|Succeeded", action: "drop" },
          relabel(`${label}_name`, "service"),
          relabel("__meta_kubernetes_pod_name", "instance"),
          relabel("__meta_kubernetes_pod_node_name", "node"),
        ],
      },
      job("collector", "collector.observability:8888"),
    ],
  };
}
