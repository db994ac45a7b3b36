import { hostname } from "node:os";
import type { Bindings, ChildLoggerOptions, Logger, LoggerOptions } from "pino";
import { activeSpan } from "./tracing.ts";

const version = "8.11.0";

type Fields = Record<string, unknown>;
type Write = (into: Fields, value: unknown) => void;

const as =
  (name: string): Write =>
  (into, value) => {
    into[name] = value;
  };

/** What the kit's own fields are called in the Elastic Common Schema; what it does not know goes below `platform.`. */
const names = new Map<string, Write>([
  ["service", as("service.name")],
  ["requestId", as("http.request.id")],
  ["method", as("rpc.method")],
  ["reason", as("error.code")],
  ["caller", writeCaller],
  ["status", writeStatus],
  ["ms", (into, ms) => as("event.duration")(into, Math.round((ms as number) * 1e6))],
  ["err", writeError],
]);

function writeCaller(into: Fields, caller: unknown): void {
  if (typeof caller !== "string" || caller === "anonymous") return;
  const name = caller.startsWith("service:") ? "platform.caller" : "user.id";
  into[name] = caller;
}

function writeStatus(into: Fields, status: unknown): void {
  into["rpc.status"] = status;
  into["event.outcome"] = status === "OK" ? "success" : "failure";
}

/** An error by its own words, with the stacks of what caused it. */
function writeError(into: Fields, error: unknown): void {
  if (!(error instanceof Error)) {
    into["error.message"] = String(error);
    return;
  }
  into["error.type"] = error.name;
  into["error.message"] = error.message;
  const stacks: string[] = [];
  for (let at: unknown = error; at instanceof Error && stacks.length < 4; at = at.cause) stacks.push(at.stack ?? "");
  into["error.stack_trace"] = stacks.join("\nCaused by: ");
}

/** A line's fields by the names of the schema; with the trace where one is under way. */
function toEcs(fields: Fields): Fields {
  const renamed: Fields = {};
  for (const name in fields) {
    const value = fields[name];
    if (value === undefined) continue;
    const write = names.get(name);
    if (write) write(renamed, value);
    else renamed[`platform.${name}`] = value;
  }
  return renamed;
}

function withTrace(fields: Fields): Fields {
  const renamed = toEcs(fields);
  const span = activeSpan();
  if (span) {
    renamed["trace.id"] = span.traceId;
    renamed["span.id"] = span.spanId;
    // Lines are written in a call or in an event's handling, which is what the schema means by a transaction.
    renamed["transaction.id"] = span.spanId;
  }
  return renamed;
}

/** What pino is told to write lines as Elasticsearch has them. */
export function ecsOptions(): LoggerOptions {
  return {
    base: { "ecs.version": version, "service.node.name": hostname(), "process.pid": process.pid },
    messageKey: "message",
    errorKey: "err",
    timestamp: () => `,"@timestamp":"${new Date().toISOString()}"`,
    formatters: { level: (label) => ({ "log.level": label }), log: withTrace },
    // The error was written by its names.
    serializers: { err: (error: unknown) => error },
  };
}

type Child = (this: unknown, bindings: Bindings, options?: ChildLoggerOptions) => Logger;

/** Children name what they are bound to as lines do; pino formats the bindings of the first logger alone. */
export function bindAsEcs(logger: Logger): Logger {
  const child = logger.child as unknown as Child;
  const bind: Child = function (bindings, options) {
    return child.call(this, toEcs(bindings), options);
  };
  return Object.assign(logger, { child: bind }) as Logger;
}
