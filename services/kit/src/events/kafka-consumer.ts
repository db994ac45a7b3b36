import type { Consumer, EachBatchPayload, Kafka, KafkaMessage } from "kafkajs";
import type { Logger } from "../telemetry/logger.ts";
import { fromMessage } from "./cloud-event.ts";
import type { EventRecord, Subscription } from "./log.ts";

/** A member that is silent for so long is gone for the group, and others take over. */
const sessionMs = 6000;
const heartbeatMs = 1500;
/** A batch that is being taken in may hold up a new member for so long. */
const rebalanceMs = 30_000;
const retryMs = 1000;
/** A consumer that shows no sign of life for so long is made anew; kafkajs is known to stand still after a rebalance. */
const stalledMs = 45_000;
const leaveMs = 10_000;
/** A fetch may bring thousands of events; so many are one batch of the handler's. */
const batchSize = 500;

type Handle = (batch: EventRecord[]) => Promise<void>;

/** Keeps a member of a group running until it is stopped, and makes another where one ended or stands still. */
export function follow(kafka: Kafka, group: string, topics: string[], handle: Handle, logger: Logger): Subscription {
  let stopped = false;
  let end: () => void = () => undefined;

  async function runOne(): Promise<void> {
    const consumer = kafka.consumer({
      groupId: group,
      sessionTimeout: sessionMs,
      heartbeatInterval: heartbeatMs,
      rebalanceTimeout: rebalanceMs,
      // A commit to the same broker waits behind a fetch.
      maxWaitTimeInMs: 100,
      allowAutoTopicCreation: false,
      // Whether to go on is decided here.
      retry: { restartOnFailure: async () => false },
    });
    const over = new Promise<Error | undefined>((resolve) => {
      end = () => resolve(undefined);
      consumer.on("consumer.crash", ({ payload }) => resolve(payload.error));
    });
    const pulse = watch(consumer, () => {
      logger.error("a consumer stands still and is made anew");
      end();
    });
    const joining = join(consumer, pulse.beat);
    try {
      const error = await Promise.race([over, joining.then(() => over)]);
      if (error) throw error;
    } finally {
      pulse.stop();
      await leave(consumer, joining, logger);
    }
  }

  async function join(consumer: Consumer, alive: () => void): Promise<void> {
    await consumer.connect();
    await consumer.subscribe({ topics, fromBeginning: true });
    await consumer.run({
      autoCommit: false,
      partitionsConsumedConcurrently: 4,
      eachBatchAutoResolve: false,
      eachBatch: (payload) => takeFetched(payload, handle, () => stopped, logger, alive),
    });
  }

  async function run(): Promise<void> {
    while (!stopped) {
      try {
        await runOne();
      } catch (err) {
        logger.error({ err }, "events could not be read; trying again");
        if (!stopped) await rest(retryMs);
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

/**
 * Leaves the group once it has joined and the batch at hand is done; a consumer that stands still is not waited for,
 * and leaves when it can.
 */
async function leave(consumer: Consumer, joining: Promise<void>, logger: Logger): Promise<void> {
  const left = joining.catch(() => undefined).then(() => consumer.disconnect());
  const late = rest(leaveMs).then(() => {
    throw new Error("It did not answer");
  });
  await Promise.race([left, late]).catch((err: unknown) => logger.warn({ err }, "a consumer did not leave in order"));
}

/**
 * Hands on what was fetched of one partition, batch by batch, and keeps the place behind each. A batch that is refused
 * is handed on again and nothing passes it, until the group takes the partition away; then whoever gets it goes on
 * from the place that was kept.
 */
async function takeFetched(
  { batch, heartbeat, isRunning, isStale, resolveOffset, commitOffsetsIfNecessary }: EachBatchPayload,
  handle: Handle,
  isStopped: () => boolean,
  logger: Logger,
  alive: () => void,
): Promise<void> {
  const { topic, partition, messages } = batch;
  let lost: unknown;
  const pulse = setInterval(() => {
    alive();
    heartbeat().catch((error: unknown) => {
      lost = error;
    });
  }, heartbeatMs / 2);
  try {
    for (let at = 0; at < messages.length; at += batchSize) {
      const part = messages.slice(at, at + batchSize);
      const records = part.flatMap((message) => readMessage(topic, partition, message, logger));
      for (let done = false; !done; ) {
        if (!isRunning() || isStale() || isStopped()) return;
        // Thrown on to the client, which joins the group again.
        if (lost) throw lost;
        done = await tryToHandle(records, handle, logger);
      }
      const { offset } = part[part.length - 1] as KafkaMessage;
      const next = (BigInt(offset) + 1n).toString();
      await commitOffsetsIfNecessary({ topics: [{ topic, partitions: [{ partition, offset: next }] }] });
      resolveOffset(offset);
    }
  } finally {
    clearInterval(pulse);
  }
}

async function tryToHandle(records: EventRecord[], handle: Handle, logger: Logger): Promise<boolean> {
  if (records.length === 0) return true;
  try {
    await handle(records);
    return true;
  } catch (err) {
    logger.error({ err, topic: records[0]?.topic }, "events could not be taken in; trying again");
    await rest(retryMs);
    return false;
  }
}

function readMessage(topic: string, partition: number, message: KafkaMessage, logger: Logger): EventRecord[] {
  const record = fromMessage(topic, message);
  if (record) return [record];
  logger.warn({ topic, partition, offset: message.offset }, "a message that is no event of ours is passed over");
  return [];
}

/** Calls `stalled` where a consumer shows no sign of life for a while. */
function watch(consumer: Consumer, stalled: () => void) {
  let last = performance.now();
  const beat = () => {
    last = performance.now();
  };
  for (const sign of ["consumer.heartbeat", "consumer.fetch", "consumer.group_join"] as const) consumer.on(sign, beat);
  const timer = setInterval(() => {
    if (performance.now() - last > stalledMs) stalled();
  }, 1000);
  timer.unref();
  return { beat, stop: () => clearInterval(timer) };
}

function rest(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms).unref());
}
