import { images } from "../images.ts";
import { kafkaAnswers, kafkaScratch, kafkaSettings, topicsScript } from "../kafka.ts";
import type { JsonObject } from "../manifest.ts";
import { after, held, kept, required } from "./service.ts";

const often: JsonObject = { interval: "5s", timeout: "5s", retries: 20 };

/** What the services stand on. */
export const parts: JsonObject = {
  postgres: {
    image: images.postgres,
    ...held(999, ["/tmp", "/var/run/postgresql"]),
    environment: { POSTGRES_USER: "platform", POSTGRES_PASSWORD: required("POSTGRES_PASSWORD") },
    volumes: [kept("postgres", "/var/lib/postgresql")],
    healthcheck: { ...often, test: ["CMD", "pg_isready", "--username=platform"] },
  },
  redis: {
    image: images.redis,
    ...held(999, ["/tmp"]),
    // It has written what it acknowledged: no session that was given out is lost.
    command: ["redis-server", "--appendonly", "yes", "--appendfsync", "always", "--save", ""],
    volumes: [kept("redis", "/data")],
    healthcheck: { ...often, test: ["CMD", "redis-cli", "ping"] },
  },
  kafka: {
    image: images.kafka,
    ...held(1000, kafkaScratch),
    environment: kafkaSettings("kafka"),
    volumes: [kept("kafka", "/var/lib/kafka/data")],
    healthcheck: { ...often, test: ["CMD-SHELL", kafkaAnswers], timeout: "15s", start_period: "20s" },
  },
  topics: {
    image: images.kafka,
    ...held(1000, ["/tmp"]),
    restart: "on-failure",
    entrypoint: ["sh", "-c"],
    command: [topicsScript("kafka:9092")],
    environment: { LOG_DIR: "/tmp/kafka-logs", KAFKA_HEAP_OPTS: "-Xmx128m" },
    depends_on: { kafka: after.healthy },
  },
  bucket: {
    image: images.busybox,
    ...held(0, ["/tmp"]),
    // A new volume is root's; what it holds is the server's from here on.
    cap_add: ["CHOWN"],
    restart: "no",
    command: ["sh", "-c", "mkdir -p /data/objects/platform /data/attributes && chown -R 1000:1000 /data"],
    volumes: [kept("s3", "/data")],
  },
  s3: {
    image: images.s3,
    ...held(1000, ["/tmp"]),
    command: ["--port", ":7070", "--health", "/health", "posix", "--sidecar", "/data/attributes", "/data/objects"],
    environment: { ROOT_ACCESS_KEY_ID: "platform", ROOT_SECRET_ACCESS_KEY: required("S3_SECRET_KEY") },
    volumes: [kept("s3", "/data")],
    depends_on: { bucket: after.done },
  },
};
