import type { Sql } from "postgres";
import type { Consumer } from "./events/consumer.ts";
import { createKnownLag } from "./events/known-lag.ts";
import type { EventLog } from "./events/log.ts";
import type { Logger } from "./telemetry/logger.ts";
import type { Metrics } from "./telemetry/metrics.ts";

/** How one service of a process is. */
export interface ServiceState {
  ready: boolean;
  /** `up`, `down`, or `none` for a service that keeps nothing. */
  database: string;
  /** Events that were committed and not yet sent. */
  outbox: number;
  /** Events that others sent and that it has not taken in yet. */
  lag: number;
}

/** Whether a process may be sent calls, one entry a service. */
export interface Readiness {
  ready: boolean;
  services: Record<string, ServiceState>;
}

/** What is looked at of a service. */
export interface Watched {
  name: string;
  sql: Sql | undefined;
  consumer: Consumer | undefined;
}

const settleMs = 30_000;

/** Looks after the services of a process; what it finds goes to the metrics as well. */
export function createReadiness(
  watched: () => readonly Watched[],
  events: EventLog,
  metrics: Metrics,
  log: Logger,
  stopping: AbortSignal,
) {
  const knownLag = createKnownLag(events, log);

  async function look({ name, sql, consumer }: Watched): Promise<ServiceState> {
    if (!sql || !consumer) return { ready: true, database: "none", outbox: 0, lag: 0 };
    try {
      const [row] = await sql<{ pending: string; parked: string; dead: string }[]>`
        select (select count(*) from kit.outbox) as pending, (select count(*) from kit.parked) as parked,
               (select count(*) from kit.dead_letters) as dead`;
      const lag = await knownLag(name, consumer.topics);
      const behind = [...lag.values()].reduce((sum, count) => sum + count, 0) + Number(row?.parked);
      for (const [topic, count] of lag) metrics.consumerLag.set({ service: name, topic }, count);
      metrics.outboxPending.set({ service: name }, Number(row?.pending));
      metrics.parked.set({ service: name }, Number(row?.parked));
      metrics.deadLetters.set({ service: name }, Number(row?.dead));
      return { ready: true, database: "up", outbox: Number(row?.pending), lag: behind };
    } catch (err) {
      // Told to the log alone: anybody may ask for the state.
      log.warn({ err, service: name }, "a service is not ready");
      return { ready: false, database: "down", outbox: 0, lag: 0 };
    }
  }

  async function read(): Promise<Readiness> {
    const entries = await Promise.all(watched().map(async (one) => [one.name, await look(one)] as const));
    const ready = !stopping.aborted && entries.every(([, entry]) => entry.ready);
    return { ready, services: Object.fromEntries(entries) };
  }

  /** Waits until all events that were emitted are taken in. */
  async function settled(): Promise<void> {
    const late = Date.now() + settleMs;
    for (let quiet = 0; quiet < 2; ) {
      const { services: states } = await read();
      if (Date.now() > late) throw new Error(`Events are still under way: ${JSON.stringify(states)}`);
      const busy = Object.values(states).some((entry) => entry.outbox > 0 || entry.lag > 0);
      quiet = busy ? 0 : quiet + 1;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }

  return { read, settled };
}
