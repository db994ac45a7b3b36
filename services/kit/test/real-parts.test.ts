// The seams on the real parts, held to the same suites as the embedded kinds.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createLogger } from "@platform/kit";
import { findPart, type Part, startKafka, startRedis } from "@platform/parts";
import { Kafka, logLevel } from "kafkajs";
import { afterAll, beforeAll, describe } from "vitest";
import { openKafkaLog } from "../src/events/kafka-log.ts";
import { openRedisKeyValue } from "../src/parts/redis-key-value.ts";
import { eventLogConforms } from "./conformance/event-log.ts";
import { keyValueConforms } from "./conformance/key-value.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "platform-real-parts-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));
const logger = createLogger("silent");

describe.skipIf(!findPart("redis-server"))("with Redis", () => {
  let redis: Part;
  beforeAll(async () => {
    redis = await startRedis({ folder });
  });
  afterAll(() => redis?.stop());

  keyValueConforms("in Redis", async () => {
    const kv = await openRedisKeyValue(redis.url, logger);
    return {
      kv,
      async reopen() {
        await kv.close();
        await redis.kill("SIGKILL");
        await redis.restart();
        return openRedisKeyValue(redis.url, logger);
      },
    };
  });
});

describe.skipIf(!findPart("kafka"))("with Kafka", () => {
  let kafka: Part;
  beforeAll(async () => {
    kafka = await startKafka({ folder });
  });
  afterAll(() => kafka?.stop());

  async function makeTopic(topic: string): Promise<void> {
    const brokers = [new URL(kafka.url).host];
    const admin = new Kafka({ brokers, logLevel: logLevel.NOTHING }).admin();
    await admin.connect();
    await admin.createTopics({ topics: [{ topic, numPartitions: 3, replicationFactor: 1 }], waitForLeaders: true });
    await admin.disconnect();
  }
  eventLogConforms("in Kafka", () => openKafkaLog(kafka.url, logger), makeTopic);
});
