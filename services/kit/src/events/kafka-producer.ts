import { type Kafka, type Message, Partitioners, type Producer } from "kafkajs";
import type { Logger } from "../telemetry/logger.ts";

interface Outgoing {
  topic: string;
  message: Message;
}

/** Sends to Kafka, one call after the other. */
export interface KafkaProducer {
  /** Resolves once all replicas have the messages. */
  send(messages: readonly Outgoing[]): Promise<void>;
  close(): Promise<void>;
}

/** Messages that a broker takes at once: 1 MB as it comes, headers and all, over all of a partition. */
const mostBytes = 512 << 10;

/**
 * A producer that is idempotent and has one request in flight, so that what it tries again comes neither twice nor out
 * of order. It is made anew after a call that failed: the failed one may have been kept, and the broker would take the
 * next, which bears the same sequence numbers, for its repetition and drop it. For the same reason calls wait for each
 * other.
 */
export async function openKafkaProducer(kafka: Kafka, logger: Logger): Promise<KafkaProducer> {
  let current: Promise<Producer> | undefined = connect();
  let last: Promise<unknown> = Promise.resolve();
  await current;

  async function connect(): Promise<Producer> {
    const producer = kafka.producer({
      idempotent: true,
      maxInFlightRequests: 1,
      allowAutoTopicCreation: false,
      // murmur2 of the key, as the clients of other languages do it.
      createPartitioner: Partitioners.DefaultPartitioner,
    });
    await producer.connect();
    return producer;
  }

  async function sendNow(messages: readonly Outgoing[]): Promise<void> {
    current ??= connect();
    const connecting = current;
    try {
      const producer = await connecting;
      for (const chunk of chunks(messages)) {
        const topics = new Map<string, Message[]>();
        for (const { topic, message } of chunk) {
          const own = topics.get(topic);
          if (own) own.push(message);
          else topics.set(topic, [message]);
        }
        const topicMessages = [...topics].map(([topic, messages]) => ({ topic, messages }));
        await producer.sendBatch({ acks: -1, topicMessages });
      }
    } catch (cause) {
      current = undefined;
      connecting
        .then((producer) => producer.disconnect())
        .catch((err: unknown) => logger.warn({ err }, "a producer did not leave in order"));
      throw new Error("Events could not be sent to Kafka", { cause });
    }
  }

  return {
    send(messages) {
      const sent = last.then(() => sendNow(messages));
      last = sent.catch(() => undefined);
      return sent;
    },
    async close() {
      await last;
      await (await current)?.disconnect();
    },
  };
}

function* chunks(messages: readonly Outgoing[]) {
  let chunk: Outgoing[] = [];
  let bytes = 0;
  for (const one of messages) {
    const size = sizeOf(one.message);
    if (chunk.length > 0 && bytes + size > mostBytes) {
      yield chunk;
      [chunk, bytes] = [[], 0];
    }
    chunk.push(one);
    bytes += size;
  }
  if (chunk.length > 0) yield chunk;
}

function sizeOf({ key, value, headers }: Message): number {
  const texts = [key, value, ...Object.entries(headers ?? {}).flat()];
  return texts.reduce<number>((sum, text) => sum + (text?.length ?? 0), 0);
}
