import { type DestinationStream, type Logger, pino } from "pino";

export type { Logger };

/** A structured log, one JSON object a line. Nobody logs a message of the contracts but through `describe`. */
export function createLogger(level: string, to?: DestinationStream): Logger {
  const options = { level, base: null, timestamp: pino.stdTimeFunctions.isoTime };
  return to ? pino(options, to) : pino(options);
}

/** A file at the end of which a log goes on, written a few times a second; what is left is written as the process ends. */
export function openLogFile(path: string): DestinationStream {
  return pino.destination({ dest: path, sync: false, minLength: 32 << 10, maxWrite: 64 << 10, periodicFlush: 200 });
}
