import type { Dashboard } from "./panel.ts";

const quantile = (share: number) =>
  `histogram_quantile(${share}, sum by (le) (rate(rpc_server_duration_seconds_bucket{service="$service"}[5m])))`;

export const service: Dashboard = {
  uid: "service",
  title: "a service",
  description: "One service: its methods, its database, its processes.",
  service: true,
  rows: [
    {
      title: "Calls",
      panels: [
        {
          title: "Calls by method",
          kind: "timeseries",
          unit: "reqps",
          queries: [
            {
              expr: 'sum by (method) (rate(rpc_server_duration_seconds_count{service="$service"}[5m]))',
              legend: "{{method}}",
            },
          ],
        },
        {
          title: "Answers other than OK",
          kind: "timeseries",
          unit: "reqps",
          queries: [
            {
              expr: 'sum by (method, code) (rate(rpc_server_duration_seconds_count{service="$service",code!="OK"}[5m]))',
              legend: "{{code}} {{method}}",
            },
          ],
        },
        {
          title: "Duration",
          kind: "timeseries",
          unit: "s",
          queries: [
            { expr: quantile(0.5), legend: "half of the calls" },
            { expr: quantile(0.95), legend: "95 in 100" },
            { expr: quantile(0.99), legend: "99 in 100" },
          ],
        },
        {
          title: "Refusals by reason",
          kind: "timeseries",
          unit: "reqps",
          queries: [
            {
              expr: 'sum by (method, reason) (rate(rpc_server_refusals_total{service="$service"}[5m]))',
              legend: "{{reason}} {{method}}",
            },
          ],
        },
        {
          title: "Share that failed by our fault, over the last hour",
          kind: "table",
          unit: "percentunit",
          width: 24,
          queries: [
            {
              expr: 'sort_desc(service_method:rpc_server_errors:ratio_rate1h{service="$service"} > 0)',
              legend: "{{method}}",
            },
          ],
        },
      ],
    },
    {
      title: "Database",
      panels: [
        {
          title: "Connections",
          kind: "timeseries",
          unit: "short",
          queries: [
            {
              expr: 'sum by (instance) (db_client_connections_used{service="$service"})',
              legend: "held or wanted, {{instance}}",
            },
            { expr: 'max(db_client_connections_max{service="$service"})', legend: "most" },
          ],
        },
        {
          title: "Who sends the outbox",
          kind: "timeseries",
          unit: "short",
          queries: [{ expr: 'max by (instance) (outbox_relay_active{service="$service"})', legend: "{{instance}}" }],
        },
      ],
    },
    {
      title: "Processes",
      panels: [
        {
          title: "Processor time",
          kind: "timeseries",
          unit: "percentunit",
          queries: [{ expr: 'rate(process_cpu_seconds_total{service="$service"}[5m])', legend: "{{instance}}" }],
        },
        {
          title: "Memory",
          kind: "timeseries",
          unit: "bytes",
          queries: [
            { expr: 'process_resident_memory_bytes{service="$service"}', legend: "resident, {{instance}}" },
            { expr: 'nodejs_heap_size_used_bytes{service="$service"}', legend: "heap, {{instance}}" },
          ],
        },
        {
          title: "Event loop: 99 in 100 turns are faster",
          kind: "timeseries",
          unit: "s",
          queries: [{ expr: 'nodejs_eventloop_lag_p99_seconds{service="$service"}', legend: "{{instance}}" }],
        },
        {
          title: "Time that garbage takes",
          kind: "timeseries",
          unit: "percentunit",
          queries: [
            {
              expr: 'sum by (instance, kind) (rate(nodejs_gc_duration_seconds_sum{service="$service"}[5m]))',
              legend: "{{kind}} {{instance}}",
            },
          ],
        },
        {
          title: "Open files and sockets",
          kind: "timeseries",
          unit: "short",
          queries: [{ expr: 'process_open_fds{service="$service"}', legend: "{{instance}}" }],
        },
        {
          title: "Answers Prometheus",
          kind: "timeseries",
          unit: "short",
          queries: [{ expr: 'up{job="platform",service="$service"}', legend: "{{instance}}" }],
        },
      ],
    },
  ],
};
