import { getHeapStatistics } from "node:v8";
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";

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
    refused: new Counter({
      name: "rpc_server_refusals_total",
      help: "Calls that were refused, by method and reason.",
      labelNames: ["service", "method", "reason"],
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
      help: "Events sent to the log, by type.",
      labelNames: ["service", "type"],
      registers,
    }),
    relayActive: new Gauge({
      name: "outbox_relay_active",
      help: "1 where this process sends the service's outbox; one process of a service does.",
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
    parked: new Gauge({
      name: "consumer_parked_events",
      help: "Events that failed or wait behind one that did, and are tried again.",
      labelNames: ["service"],
      registers,
    }),
    deadLetters: new Gauge({
      name: "consumer_dead_letters",
      help: "Events that were given up and wait for an operator.",
      labelNames: ["service"],
      registers,
    }),
    pool: new Gauge({
      name: "db_client_connections_used",
      help: "Calls that hold or wait for a database connection.",
      labelNames: ["service"],
      registers,
    }),
    poolSize: new Gauge({
      name: "db_client_connections_max",
      help: "Database connections that a service of this process holds at most.",
      labelNames: ["service"],
      registers,
    }),
  };
}

export type Metrics = ReturnType<typeof createMetrics>;

/** Adds what is known of any Node process: memory, collections, the event loop, files. Where nobody asks, it only costs. */
export function watchProcess(registry: Registry): void {
  collectDefaultMetrics({ register: registry });
  new Gauge({
    name: "nodejs_heap_size_limit_bytes",
    help: "The heap at which the process ends for want of memory.",
    registers: [registry],
    collect() {
      this.set(getHeapStatistics().heap_size_limit);
    },
  });
}
