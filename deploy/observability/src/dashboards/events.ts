import type { Dashboard } from "./panel.ts";

export const events: Dashboard = {
  uid: "events",
  title: "events",
  description: "What is announced, what is taken in, and what waits on the way.",
  rows: [
    {
      title: "Announced",
      panels: [
        {
          title: "Sent to the log, by type",
          kind: "timeseries",
          unit: "cps",
          queries: [{ expr: "sum by (type) (rate(outbox_relayed_events_total[5m]))", legend: "{{type}}" }],
        },
        {
          title: "Wait to be sent",
          kind: "timeseries",
          unit: "short",
          queries: [{ expr: "max by (service) (outbox_pending_events)", legend: "{{service}}" }],
        },
        {
          title: "Processes that send, by service",
          description: "One each; none means that events wait.",
          kind: "timeseries",
          unit: "short",
          width: 24,
          queries: [{ expr: "sum by (service) (outbox_relay_active)", legend: "{{service}}" }],
        },
      ],
    },
    {
      title: "Taken in",
      panels: [
        {
          title: "By service and outcome",
          kind: "timeseries",
          unit: "cps",
          queries: [
            { expr: "sum by (service, outcome) (rate(consumer_events_total[5m]))", legend: "{{service}} {{outcome}}" },
          ],
        },
        {
          title: "Behind, by service and topic",
          kind: "timeseries",
          unit: "short",
          queries: [{ expr: "max by (service, topic) (consumer_lag_events)", legend: "{{service}} {{topic}}" }],
        },
        {
          title: "Parked: failed, or behind one that did",
          kind: "timeseries",
          unit: "short",
          queries: [{ expr: "max by (service) (consumer_parked_events)", legend: "{{service}}" }],
        },
        {
          title: "Dead letters that wait for an operator",
          kind: "timeseries",
          unit: "short",
          queries: [{ expr: "max by (service) (consumer_dead_letters)", legend: "{{service}}" }],
        },
      ],
    },
  ],
};
