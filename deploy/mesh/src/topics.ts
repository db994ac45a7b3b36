import { mostMessageBytes } from "@platform/kit";
import { ConfigResourceTypes, Kafka, logLevel } from "kafkajs";
import { topics } from "../../services.ts";

const dayMs = 24 * 3600_000;

/** Makes the topics of the street map on a cluster, and sets what it says of those that are there. */
export async function createTopics(brokers: string[], replicationFactor: number): Promise<void> {
  const kafka = new Kafka({ clientId: "platform-topics", brokers, logLevel: logLevel.ERROR });
  const admin = kafka.admin();
  await admin.connect();
  try {
    const names = await admin.listTopics();
    const entries = Object.entries(topics).map(([topic, { partitions, retentionDays, compacted }]) => {
      const settings = {
        "retention.ms": retentionDays * dayMs,
        "cleanup.policy": compacted ? "compact" : "delete",
        "max.message.bytes": mostMessageBytes,
        "min.insync.replicas": Math.max(1, replicationFactor - 1),
      };
      const configEntries = Object.entries(settings).map(([name, value]) => ({ name, value: String(value) }));
      return { topic, numPartitions: partitions, replicationFactor, configEntries };
    });
    const missing = entries.filter(({ topic }) => !names.includes(topic));
    const there = entries.filter(({ topic }) => names.includes(topic));
    if (missing.length > 0) await admin.createTopics({ waitForLeaders: true, topics: missing });
    const resources = there.map(({ topic, configEntries }) => ({
      type: ConfigResourceTypes.TOPIC,
      name: topic,
      configEntries,
    }));
    if (resources.length > 0) await admin.alterConfigs({ validateOnly: false, resources });
  } finally {
    await admin.disconnect();
  }
}
