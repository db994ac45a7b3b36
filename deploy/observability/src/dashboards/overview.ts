import type { Dashboard } from "./panel.ts";

const failures = 'code=~"INTERNAL|UNAVAILABLE|DEADLINE_EXCEEDED|UNKNOWN|DATA_LOSS"';

export const overview: Dashboard = {
  uid: "overview",
  title: "overview",
  description: "Whether the platform answers, how fast, and what stands in the way.",
  rows: [
    {
      title: "Now",
      panels: [
        {
          title: "Processes that answer",
          kind: "stat",
          unit: "short",
          width: 6,
          queries: [{ expr: 'sum by (service) (up{job="platform"})', legend: "{{service}}" }],
        },
        {
          title: "Calls",
          kind: "stat",
          unit: "reqps",
          width: 6,
          queries: [{ expr: "sum(rate(rpc_server_duration_seconds_count[5m]))", legend: "calls" }],
        },
        {
          title: "Share of calls that failed by our fault",
          kind: "stat",
          unit: "percentunit",
          width: 6,
          queries: [
            {
              expr: `(sum(rate(rpc_server_duration_seconds_count{${failures}}[5m])) or vector(0)) / sum(rate(rpc_server_duration_seconds_count[5m]))`,
              legend: "failed",
            },
          ],
        },
        {
          title: "Dead letters",
          kind: "stat",
          unit: "short",
          width: 6,
          queries: [{ expr: "sum(max by (service) (consumer_dead_letters))", legend: "dead letters" }],
        },
      ],
    },
    {
      title: "Calls",
      panels: [
        {
          title: "Calls by service",
          kind: "timeseries",
          unit: "reqps",
          queries: [{ expr: "sum by (service) (rate(rpc_server_duration_seconds_count[5m]))", legend: "{{service}}" }],
        },
        {
          title: "Failed calls by service and code",
          kind: "timeseries",
          unit: "reqps",
          queries: [
            {
              expr: `sum by (service, code) (rate(rpc_server_duration_seconds_count{${failures}}[5m]))`,
              legend: "{{service}} {{code}}",
            },
          ],
        },
        {
          title: "Slowest methods: 99 in 100 calls are faster",
          description: "Streams last as long as somebody watches.",
          kind: "timeseries",
          unit: "s",
          queries: [
            {
              expr: "topk(10, histogram_quantile(0.99, sum by (method, le) (rate(rpc_server_duration_seconds_bucket[5m]))))",
              legend: "{{method}}",
            },
          ],
        },
        {
          title: "Refusals by reason",
          kind: "timeseries",
          unit: "reqps",
          queries: [{ expr: "sum by (reason) (rate(rpc_server_refusals_total[5m]))", legend: "{{reason}}" }],
        },
      ],
    },
    {
      title: "Events and resources",
      panels: [
        {
          title: "Events that wait to be sent",
          kind: "timeseries",
          unit: "short",
          queries: [{ expr: "max by (service) (outbox_pending_events)", legend: "{{service}}" }],
        },
        {
          title: "Events that wait to be taken in",
          kind: "timeseries",
          unit: "short",
          queries: [
            { expr: "sum by (service) (max by (service, topic) (consumer_lag_events))", legend: "{{service}}" },
          ],
        },
        {
          title: "Processor time",
          kind: "timeseries",
          unit: "percentunit",
          queries: [{ expr: "sum by (service) (rate(process_cpu_seconds_total[5m]))", legend: "{{service}}" }],
        },
        {
          title: "Memory",
          kind: "timeseries",
          unit: "bytes",
          queries: [{ expr: "sum by (service) (process_resident_memory_bytes)", legend: "{{service}}" }],
        },
      ],
    },
  ],
};
