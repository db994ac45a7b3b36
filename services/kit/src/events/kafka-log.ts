import type { Logger } from "../telemetry/logger.ts";
import { toMessage } from "./cloud-event.ts";
import { follow } from "./kafka-consumer.ts";
import { openKafkaProducer } from "./kafka-producer.ts";
import { connectKafka } from "./kafka-url.ts";
import type { EventLog, EventRecord, Subscription } from "./log.ts";

/**
 * The log in Kafka. A key is always in one partition, and a partition keeps its order. Its topics must be there. A
 * group's place in a partition is kept after each batch; a member that went away in between, or a rebalance, brings
 * some events again, so places alone are never trusted: the inbox knows what was there.
 */
export async function openKafkaLog(url: string, logger: Logger): Promise<EventLog> {
  const kafka = connectKafka(url, logger, 8);
  // A member that outlasts the restart of its broker goes on at once; another waits until that one's session is over.
  const patient = connectKafka(url, logger, 40);
  // Who asks how far behind a group is wants to know soon, or that it cannot be known.
  const admin = kafka.admin({ retry: { retries: 3 } });
  const [producer] = await Promise.all([openKafkaProducer(kafka, logger), admin.connect()]);
  const subscriptions = new Set<Subscription>();

  function subscribe(group: string, topics: string[], handle: (batch: EventRecord[]) => Promise<void>): Subscription {
    const member = follow(patient, groupId(group), topics, handle, logger.child({ group }));
    const subscription: Subscription = {
      async stop() {
        subscriptions.delete(subscription);
        await member.stop();
      },
    };
    subscriptions.add(subscription);
    return subscription;
  }

  async function behind(group: string, topic: string): Promise<number> {
    const [ends, [own]] = await Promise.all([
      admin.fetchTopicOffsets(topic),
      admin.fetchOffsets({ groupId: groupId(group), topics: [topic] }),
    ]);
    const places = new Map(own?.partitions.map(({ partition, offset }) => [partition, Number(offset)]));
    // Without a place of its own a group begins with the oldest event that is kept; what is gone cannot be behind.
    return ends
      .map(({ partition, high, low }) => Number(high) - Math.max(places.get(partition) ?? -1, Number(low)))
      .reduce((sum, count) => sum + count, 0);
  }

  return {
    publish: (records) => producer.send(records.map((record) => ({ topic: record.topic, message: toMessage(record) }))),
    subscribe,
    async lag(group, topics) {
      return new Map(await Promise.all(topics.map(async (topic) => [topic, await behind(group, topic)] as const)));
    },
    async close() {
      await Promise.all([...subscriptions].map((subscription) => subscription.stop()));
      await Promise.all([producer.close(), admin.disconnect()]);
    },
  };
}

const groupId = (group: string) => `platform.${group}`;
