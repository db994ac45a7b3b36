import { Counter, Gauge, Histogram, Registry } from "prom-client";

/** What a process tells Prometheus. Names follow the conventions of OpenTelemetry where those exist. */
export function createMetrics() {
  const registry = new Registry();
  const registers = [registry];
  return {
    registry,
    calls: new Histogram({
      name: "rpc_server_duration_seconds",
      help: "Duration of calls by method and gRPC code; its count is the rate, its codes are the errors.",
      labelNames: ["service", "method", "code"],
      buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
      registers,
    }),
    outboxPending: new Gauge({
      name: "outbox_pending_events",
      help: "Events that were committed and not yet sent.",
      labelNames: ["service"],
      registers,
    }),
    relayed: new Counter({
      name: "outbox_relayed_events_total",
      help: "Events sent to the log.",
      labelNames: ["service"],
      registers,
    }),
    consumed: new Counter({
      name: "consumer_events_total",
      help: "Events taken in, by outcome: handled, repeated, parked, dead.",
      labelNames: ["service", "outcome"],
      registers,
    }),
    consumerLag: new Gauge({
      name: "consumer_lag_events",
      help: "Events in the log that a service has not taken in yet.",
      labelNames: ["service", "topic"],
      registers,
    }),
    pool: new Gauge({
      name: "db_client_connections_used",
      help: "Calls that hold or wait for a database connection.",
      labelNames: ["service"],
      registers,
    }),
  };
}

export type Metrics = ReturnType<typeof createMetrics>;
