import { mostMessageBytes } from "@platform/kit";
import { topics } from "../../services.ts";

const dayMs = 24 * 3600_000;

/** What a Kafka of one node is told, at the name by which others find it. */
export function kafkaSettings(host: string): Record<string, string> {
  return {
    KAFKA_NODE_ID: "1",
    KAFKA_PROCESS_ROLES: "broker,controller",
    KAFKA_CONTROLLER_QUORUM_VOTERS: "1@127.0.0.1:9093",
    KAFKA_CONTROLLER_LISTENER_NAMES: "CONTROLLER",
    KAFKA_LISTENERS: "PLAINTEXT://:9092,CONTROLLER://127.0.0.1:9093",
    KAFKA_ADVERTISED_LISTENERS: `PLAINTEXT://${host}:9092`,
    KAFKA_LISTENER_SECURITY_PROTOCOL_MAP: "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT",
    KAFKA_INTER_BROKER_LISTENER_NAME: "PLAINTEXT",
    KAFKA_LOG_DIRS: "/var/lib/kafka/data",
    KAFKA_AUTO_CREATE_TOPICS_ENABLE: "false",
    KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR: "1",
    KAFKA_TRANSACTION_STATE_LOG_REPLICATION_FACTOR: "1",
    KAFKA_TRANSACTION_STATE_LOG_MIN_ISR: "1",
    KAFKA_SHARE_COORDINATOR_STATE_TOPIC_REPLICATION_FACTOR: "1",
    KAFKA_SHARE_COORDINATOR_STATE_TOPIC_MIN_ISR: "1",
    // The root is read only.
    LOG_DIR: "/tmp/kafka-logs",
    KAFKA_HEAP_OPTS: "-Xms256m -Xmx512m",
  };
}

/** What the image writes to, beside its data. */
export const kafkaScratch = ["/tmp", "/opt/kafka/config", "/opt/kafka/logs"] as const;

/** A shell's words that make the topics of the street map where they are not there. */
export function topicsScript(server: string): string {
  const lines = Object.entries(topics).map(([topic, { partitions, retentionDays, compacted }]) =>
    [
      `/opt/kafka/bin/kafka-topics.sh --bootstrap-server ${server} --create --if-not-exists --topic ${topic}`,
      `--partitions ${partitions} --replication-factor 1 --config retention.ms=${retentionDays * dayMs}`,
      `--config cleanup.policy=${compacted ? "compact" : "delete"} --config max.message.bytes=${mostMessageBytes}`,
    ].join(" "),
  );
  return ["set -eu", ...lines].join("\n");
}

/** Says whether it takes part in its cluster. */
export const kafkaAnswers = "/opt/kafka/bin/kafka-broker-api-versions.sh --bootstrap-server 127.0.0.1:9092 >/dev/null";
