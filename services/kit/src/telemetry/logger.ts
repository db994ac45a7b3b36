import { type DestinationStream, type Logger, pino } from "pino";

export type { Logger };

/** A structured log, one JSON object a line. Nobody logs a message of the contracts but through `describe`. */
export function createLogger(level: string, to?: DestinationStream): Logger {
  const options = { level, base: null, timestamp: pino.stdTimeFunctions.isoTime };
  return to ? pino(options, to) : pino(options);
}
