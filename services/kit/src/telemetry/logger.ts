import { type DestinationStream, type Logger, type LoggerOptions, pino } from "pino";
import { bindAsEcs, ecsOptions } from "./ecs.ts";

export type { Logger };

/** `standard` has the kit's own short names; `ecs` those of the Elastic Common Schema. */
export type LogFormat = "standard" | "ecs";

/** A structured log, one JSON object a line. Nobody logs a message of the contracts but through `describe`. */
export function createLogger(level: string, to?: DestinationStream, format: LogFormat = "standard"): Logger {
  if (format === "ecs") return bindAsEcs(open({ ...ecsOptions(), level }, to));
  return open({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, to);
}

function open(options: LoggerOptions, to?: DestinationStream): Logger {
  return to ? pino(options, to) : pino(options);
}

/** A file at the end of which a log goes on, written a few times a second; what is left is written as the process ends. */
export function openLogFile(path: string): DestinationStream {
  return pino.destination({ dest: path, sync: false, minLength: 32 << 10, maxWrite: 64 << 10, periodicFlush: 200 });
}
