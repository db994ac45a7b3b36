import { Kafka, logLevel, type SASLOptions } from "kafkajs";
import type { Logger } from "../telemetry/logger.ts";

/**
 * A client of the brokers of `kafka://host:port,host:port?tls=true&user=...&password=...&sasl=scram-sha-512`; `sasl`
 * may be `plain` or `scram-sha-256` as well. What fails is tried `retries` times more, at last once a second.
 */
export function connectKafka(url: string, logger: Logger, retries: number): Kafka {
  const [, hosts, query] = /^kafka:\/\/([^/?]+)\/?(?:\?(.*))?$/.exec(url) ?? [];
  if (!hosts) throw new Error("PLATFORM_EVENTS_URL is not kafka://host:port,host:port");
  const settings = new URLSearchParams(query);
  return new Kafka({
    clientId: "platform",
    brokers: hosts.split(","),
    ssl: settings.get("tls") === "true",
    sasl: readSasl(settings),
    // Without it a request that a broker never answers is waited for without end.
    enforceRequestTimeout: true,
    connectionTimeout: 3000,
    requestTimeout: 15_000,
    retry: { initialRetryTime: 100, maxRetryTime: 1000, retries },
    logLevel: logLevel.WARN,
    logCreator: () => toLogger(logger),
  });
}

function readSasl(settings: URLSearchParams): SASLOptions | undefined {
  const [username, password] = [settings.get("user"), settings.get("password")];
  if (username === null || password === null) return undefined;
  const mechanism = settings.get("sasl") ?? "scram-sha-512";
  if (mechanism === "plain" || mechanism === "scram-sha-256" || mechanism === "scram-sha-512") {
    return { mechanism, username, password } as SASLOptions;
  }
  throw new Error(`PLATFORM_EVENTS_URL: sasl=${mechanism} is none of plain, scram-sha-256, scram-sha-512`);
}

function toLogger(logger: Logger) {
  return ({ level, log }: { level: logLevel; log: { message: string; [field: string]: unknown } }) => {
    const { message, timestamp: _timestamp, logger: _logger, stack: _stack, ...rest } = log;
    // What the client could not do it tries again; what it gives up is thrown, and logged where it is caught.
    logger.warn({ ...rest, level }, `Kafka: ${message}`);
  };
}
