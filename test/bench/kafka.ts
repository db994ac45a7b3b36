import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startPostgres } from "@platform/kit/embedded";
import { createTopics } from "@platform/mesh/topics";
import { startKafka } from "@platform/parts";
import { startChild } from "./child.ts";
import type { EventJob, Sustained } from "./event-host.ts";
import { type Figure, median } from "./figure.ts";
import type { AloneJob } from "./kafka-alone.ts";

const writers = 32;
const alone = 100;

/**
 * Events through a real Kafka, from the commit to the effect, beside what kafkajs does alone: as many writers, each of
 * which waits until its event is acknowledged by all replicas before it sends the next, and one consumer group.
 */
export async function measureKafka(rounds: number, ms: number): Promise<Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), "platform-bench-kafka-"));
  const kafka = await startKafka({ folder });
  const broker = new URL(kafka.url).host;
  await createTopics([broker], 1);
  const postgres = await startPostgres({ folder: join(folder, "postgres"), password: "bench" });
  // A process a service, as on the mesh; as many connections as writers, since a commit waits for the disk.
  const env = {
    PLATFORM_EVENTS_URL: kafka.url,
    PLATFORM_DATABASE_URL: postgres.url,
    PLATFORM_POOL_SIZE: String(writers),
  };
  const listener = startChild("event-host", { ...env, BENCH_SERVICES: "listener" });
  const platform = startChild("event-host", { ...env, BENCH_SERVICES: "producer" });
  const bare = startChild("kafka-alone", { BROKER: broker });
  try {
    const events = (job: EventJob) => platform.ask<Sustained>(job);
    const sends = (job: AloneJob) => bare.ask<Sustained>(job);
    await listener.ask({ writers: 0, ms: 0 } satisfies EventJob);
    await events({ writers, ms: ms / 2 });
    await sends({ writers, ms: ms / 2, ordered: false });
    const seen: { ours: Sustained; theirs: Sustained; ordered: Sustained }[] = [];
    for (let round = 0; round < rounds; round++) {
      const ours = await events({ writers, ms });
      const theirs = await sends({ writers, ms, ordered: false });
      seen.push({ ours, theirs, ordered: await sends({ writers, ms, ordered: true }) });
    }
    const latency = await platform.ask<number>({ alone } satisfies EventJob);
    const middle = (read: (one: (typeof seen)[number]) => number) => Math.round(median(seen.map(read)));
    return [
      {
        what: `events through Kafka: commit -> outbox -> effect / kafkajs alone, ${writers} writers`,
        value: median(seen.map(({ ours, theirs }) => ours.perSecond / theirs.perSecond)),
        unit: "",
        floor: { atLeast: 0.4 },
        note: `${middle(({ ours }) => ours.perSecond)}/s, ${middle(({ theirs }) => theirs.perSecond)}/s`,
      },
      {
        what: "  the same / kafkajs alone with one request in flight, as order asks for",
        value: median(seen.map(({ ours, ordered }) => ours.perSecond / ordered.perSecond)),
        unit: "",
        note: `${middle(({ ordered }) => ordered.perSecond)}/s`,
      },
      { what: "  the same, one event at a time, p50", value: latency, unit: "ms", floor: { atMost: 60 } },
    ];
  } finally {
    await platform.stop();
    await listener.stop();
    await postgres.stop();
    await bare.stop();
    await kafka.stop();
    await rm(folder, { recursive: true, force: true });
  }
}
