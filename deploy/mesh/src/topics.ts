import { ConfigResourceTypes, Kafka, logLevel } from "kafkajs";
import { topics } from "../../services.ts";

const dayMs = 24 * 3600_000;

/** Makes the topics of the street map on a cluster, and sets what it says of those that are there. */
export async function createTopics(brokers: string[], replicationFactor: number): Promise<void> {
  const kafka = new Kafka({ clientId: "platform-topics", brokers, logLevel: logLevel.ERROR });
  const admin = kafka.admin();
  await admin.connect();
  try {
    const there = new Set(await admin.listTopics());
    const entries = Object.entries(topics).map(([topic, { partitions, retentionDays, compacted }]) => ({
      topic,
      partitions,
      settings: {
        "retention.ms": String(retentionDays * dayMs),
        "cleanup.policy": compacted ? "compact" : "delete",
        "min.insync.replicas": String(Math.max(1, replicationFactor - 1)),
      },
    }));
    await admin.createTopics({
      waitForLeaders: true,
      topics: entries
        .filter(({ topic }) => !there.has(topic))
        .map(({ topic, partitions, settings }) => ({
          topic,
          numPartitions: partitions,
          replicationFactor,
          configEntries: Object.entries(settings).map(([name, value]) => ({ name, value })),
        })),
    });
    await admin.alterConfigs({
      validateOnly: false,
      resources: entries
        .filter(({ topic }) => there.has(topic))
        .map(({ topic, settings }) => ({
          type: ConfigResourceTypes.TOPIC,
          name: topic,
          configEntries: Object.entries(settings).map(([name, value]) => ({ name, value })),
        })),
    });
  } finally {
    await admin.disconnect();
  }
}
