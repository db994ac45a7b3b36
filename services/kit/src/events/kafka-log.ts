import { type Consumer, type EachBatchPayload, Kafka, type KafkaConfig, logLevel } from "kafkajs";
import type { Logger } from "../telemetry/logger.ts";
import { fromMessage, toMessage } from "./cloud-event.ts";
import type { EventLog, EventRecord, Subscription } from "./log.ts";

const sessionMs = 10_000;
const heartbeatMs = 2000;
const retryMs = 1000;
/** A consumer that neither fetched nor beat for so long is made anew; kafkajs was seen to stand still. */
const stalledMs = 45_000;

/**
 * The log in Kafka: `kafka://host:port,host:port?user=...&password=...&tls=true`. A partition keeps the order of its
 * keys: the producer is idempotent, has one request in flight, and waits for all replicas. A batch is of one
 * partition, and its offset is kept once it was taken in; after a rebalance some may come again, which the inbox knows.
 */
export async function openKafkaLog(url: string, logger: Logger): Promise<EventLog> {
  const kafka = new Kafka({ ...readUrl(url), logLevel: logLevel.WARN, logCreator: () => toLogger(logger) });
  const producer = kafka.producer({ idempotent: true, maxInFlightRequests: 1, allowAutoTopicCreation: false });
  const admin = kafka.admin();
  await Promise.all([producer.connect(), admin.connect()]);
  const subscriptions = new Set<Subscription>();

  async function publish(records: EventRecord[]): Promise<void> {
    const topics = new Map<string, EventRecord[]>();
    for (const record of records) topics.set(record.topic, [...(topics.get(record.topic) ?? []), record]);
    const topicMessages = [...topics].map(([topic, own]) => ({ topic, messages: own.map(toMessage) }));
    await producer.sendBatch({ acks: -1, topicMessages });
  }

  function subscribe(group: string, topics: string[], handle: (batch: EventRecord[]) => Promise<void>): Subscription {
    const running = follow(kafka, groupId(group), topics, handle, logger.child({ group }));
    const subscription: Subscription = {
      async stop() {
        subscriptions.delete(subscription);
        await running.stop();
      },
    };
    subscriptions.add(subscription);
    return subscription;
  }

  async function lag(group: string, topics: string[]): Promise<Map<string, number>> {
    const entries = topics.map(async (topic): Promise<[string, number]> => {
      const [ends, [own]] = await Promise.all([
        admin.fetchTopicOffsets(topic),
        admin.fetchOffsets({ groupId: groupId(group), topics: [topic] }),
      ]);
      const reached = new Map(own?.partitions.map(({ partition, offset }) => [partition, Number(offset)]));
      const behind = ends.map(({ partition, high, low }) => {
        const at = reached.get(partition) ?? -1;
        return Number(high) - Math.max(at, Number(low));
      });
      return [topic, behind.reduce((sum, count) => sum + count, 0)];
    });
    return new Map(await Promise.all(entries));
  }

  return {
    publish,
    subscribe,
    lag,
    async close() {
      await Promise.all([...subscriptions].map((subscription) => subscription.stop()));
      await Promise.all([producer.disconnect(), admin.disconnect()]);
    },
  };
}

const groupId = (group: string) => `platform.${group}`;

/** Keeps a consumer running until it is stopped, and makes another where one ended or stands still. */
function follow(
  kafka: Kafka,
  group: string,
  topics: string[],
  handle: (batch: EventRecord[]) => Promise<void>,
  logger: Logger,
): Subscription {
  let stopped = false;
  let end: () => void = () => undefined;

  async function runOne(): Promise<void> {
    const consumer = kafka.consumer({
      groupId: group,
      sessionTimeout: sessionMs,
      heartbeatInterval: heartbeatMs,
      maxWaitTimeInMs: 100,
      allowAutoTopicCreation: false,
      // Whether to go on is decided here.
      retry: { restartOnFailure: async () => false },
    });
    const over = new Promise<unknown>((resolve) => {
      end = () => resolve(undefined);
      consumer.on("consumer.crash", ({ payload }) => resolve(payload.error));
    });
    const dog = watch(consumer, () => end());
    try {
      await consumer.connect();
      await consumer.subscribe({ topics, fromBeginning: true });
      await consumer.run({
        autoCommit: false,
        partitionsConsumedConcurrently: 4,
        eachBatchAutoResolve: false,
        eachBatch: (payload) => takeBatch(consumer, payload, handle, () => stopped, logger, dog.alive),
      });
      const error = await over;
      if (error) throw error;
    } finally {
      dog.stop();
      await consumer.disconnect().catch((err: unknown) => logger.warn({ err }, "a consumer did not leave in order"));
    }
  }

  async function run(): Promise<void> {
    while (!stopped) {
      try {
        await runOne();
      } catch (err) {
        logger.error({ err }, "events could not be read; trying again");
        await new Promise((resolve) => setTimeout(resolve, stopped ? 0 : retryMs));
      }
    }
  }

  const running = run();
  return {
    async stop() {
      stopped = true;
      end();
      await running;
    },
  };
}

/** Takes in a batch and keeps its place; one that is refused is handed on again, and nothing passes it. */
async function takeBatch(
  consumer: Consumer,
  { batch, heartbeat, isRunning, isStale, resolveOffset }: EachBatchPayload,
  handle: (batch: EventRecord[]) => Promise<void>,
  isStopped: () => boolean,
  logger: Logger,
  alive: () => void,
): Promise<void> {
  const records = batch.messages.flatMap((message) => {
    const record = fromMessage(batch.topic, message);
    if (!record)
      logger.warn({ topic: batch.topic, offset: message.offset }, "a message that is no event is passed over");
    return record ?? [];
  });
  const beat = setInterval(() => {
    alive();
    // Where the group goes on without this member, the next fetch says so.
    heartbeat().catch(() => undefined);
  }, heartbeatMs);
  try {
    for (;;) {
      if (!isRunning() || isStale() || isStopped()) return;
      try {
        if (records.length > 0) await handle(records);
        break;
      } catch (err) {
        logger.error({ err, topic: batch.topic }, "events could not be taken in; trying again");
        await new Promise((resolve) => setTimeout(resolve, retryMs));
      }
    }
  } finally {
    clearInterval(beat);
  }
  const last = batch.lastOffset();
  resolveOffset(last);
  const offset = String(BigInt(last) + 1n);
  await consumer.commitOffsets([{ topic: batch.topic, partition: batch.partition, offset }]);
}

/** Calls `stalled` where a consumer shows no sign of life for a while. */
function watch(consumer: Consumer, stalled: () => void) {
  let last = performance.now();
  const alive = () => {
    last = performance.now();
  };
  for (const sign of ["consumer.heartbeat", "consumer.fetch", "consumer.group_join"] as const) consumer.on(sign, alive);
  const timer = setInterval(() => {
    if (performance.now() - last > stalledMs) stalled();
  }, 1000);
  timer.unref();
  return { alive, stop: () => clearInterval(timer) };
}

function readUrl(url: string): KafkaConfig {
  const [, hosts = "", query = ""] = /^kafka:\/\/([^/?]+)\/?(?:\?(.*))?$/.exec(url) ?? [];
  if (!hosts) throw new Error("PLATFORM_EVENTS_URL is not kafka://host:port,...");
  const settings = new URLSearchParams(query);
  const [username, password] = [settings.get("user"), settings.get("password")];
  return {
    clientId: "platform",
    brokers: hosts.split(","),
    // Without it a request that a broker never answers is waited for without end.
    enforceRequestTimeout: true,
    connectionTimeout: 3000,
    requestTimeout: 15_000,
    retry: { initialRetryTime: 100, maxRetryTime: 1000, retries: 30 },
    ssl: settings.get("tls") === "true",
    ...(username && password && { sasl: { mechanism: "scram-sha-512" as const, username, password } }),
  };
}

function toLogger(logger: Logger) {
  return ({ level, log }: { level: logLevel; log: { message: string; [field: string]: unknown } }) => {
    const { message, timestamp: _timestamp, logger: _logger, stack: _stack, ...rest } = log;
    if (level === logLevel.ERROR) logger.error(rest, message);
    else if (level === logLevel.WARN) logger.warn(rest, message);
  };
}
