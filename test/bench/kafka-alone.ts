// What kafkajs does by itself: writers that send one event at a time, and a group that takes them in.
import { performance } from "node:perf_hooks";
import { setTimeout as sleep } from "node:timers/promises";
import { Kafka, logLevel } from "kafkajs";
import { serveJobs } from "./child.ts";
import type { Sustained } from "./event-host.ts";

/** So many writers for so long. */
export interface AloneJob {
  writers: number;
  ms: number;
  /** With the promises of the platform's own producer: idempotent, one request in flight. */
  ordered: boolean;
}

const topic = "bench-alone";
const payload = Buffer.alloc(60, 1);
const kafka = new Kafka({ clientId: "alone", brokers: [process.env.BROKER ?? ""], logLevel: logLevel.ERROR });
const admin = kafka.admin();
await admin.connect();
// As many partitions as the platform's own topics have.
await admin.createTopics({ topics: [{ topic, numPartitions: 6, replicationFactor: 1 }], waitForLeaders: true });
await admin.disconnect();
const producers = {
  fast: kafka.producer(),
  ordered: kafka.producer({ idempotent: true, maxInFlightRequests: 1, retry: { retries: Number.MAX_SAFE_INTEGER } }),
};
const consumer = kafka.consumer({ groupId: "bench-alone" });
let taken = 0;
for (const producer of Object.values(producers)) await producer.connect();
await consumer.connect();
await consumer.subscribe({ topic, fromBeginning: true });
await consumer.run({
  async eachBatch({ batch }) {
    taken += batch.messages.length;
  },
});

async function run({ writers, ms, ordered }: AloneJob): Promise<Sustained> {
  const producer = ordered ? producers.ordered : producers.fast;
  const first = taken;
  let events = 0;
  const began = performance.now();
  await Promise.all(
    Array.from({ length: writers }, async (_, writer) => {
      while (performance.now() - began < ms) {
        await producer.send({ topic, acks: -1, messages: [{ key: `account-${writer}`, value: payload }] });
        events++;
      }
    }),
  );
  const written = performance.now() - began;
  while (taken - first < events) await sleep(5);
  const done = performance.now() - began;
  return { events, perSecond: (events / done) * 1000, committedPerSecond: (events / written) * 1000 };
}

serveJobs<AloneJob>(run, async () => {
  await consumer.disconnect();
  for (const producer of Object.values(producers)) await producer.disconnect();
});
