import type { Logger } from "../telemetry/logger.ts";
import type { EventLog } from "./log.ts";

// Probes are given two seconds, of which the database needs some.
const patienceMs = 1_500;

type Lag = Map<string, number>;

/**
 * How far consumers are behind, as far as it is known in time: what was known last while the log is slow, nothing while
 * it is away. Calls are answered all the same then, and the outbox keeps what they announce.
 */
export function createKnownLag(events: Pick<EventLog, "lag">, log: Logger) {
  const known = new Map<string, Lag>();
  const underWay = new Map<string, Promise<Lag>>();

  /** One question at a time: probes go on asking while the log is silent. */
  function ask(name: string, topics: string[]): Promise<Lag> {
    const asked = underWay.get(name) ?? start(name, topics);
    underWay.set(name, asked);
    return asked;
  }

  async function start(name: string, topics: string[]): Promise<Lag> {
    try {
      const lag = await events.lag(name, topics);
      known.set(name, lag);
      return lag;
    } catch (err) {
      log.warn({ err, service: name }, "the log of events does not answer");
      known.delete(name);
      return new Map();
    } finally {
      underWay.delete(name);
    }
  }

  return async (name: string, topics: string[]): Promise<Lag> => {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<Lag>((resolve) => {
      timer = setTimeout(() => {
        log.warn({ service: name }, "the log of events is slow to say how far consumers are");
        resolve(known.get(name) ?? new Map());
      }, patienceMs);
    });
    try {
      return await Promise.race([ask(name, topics), late]);
    } finally {
      clearTimeout(timer);
    }
  };
}
