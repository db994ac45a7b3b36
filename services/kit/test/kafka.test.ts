import { execFile, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { createLogger, mostMessageBytes } from "@platform/kit";
import { demandPart, findPart, type Part, startKafka } from "@platform/parts";
import { describePart } from "@platform/parts/testing";
import { Kafka, logLevel, type Message } from "kafkajs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openKafkaLog } from "../src/events/kafka-log.ts";
import type { EventLog } from "../src/events/log.ts";
import { eventLogConforms, numberOf, record, until } from "./conformance/event-log.ts";
import { openCutLine } from "./cut-line.ts";

const silent = createLogger("silent");

describePart("with Kafka", "kafka", () => {
  let folder: string;
  let kafka: Part;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "platform-kafka-"));
    kafka = await startKafka({ folder });
  });
  afterAll(async () => {
    await kafka?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const host = () => new URL(kafka.url).host;
  const stranger = () => new Kafka({ brokers: [host()], logLevel: logLevel.NOTHING });
  async function makeTopic(topic: string): Promise<void> {
    const admin = stranger().admin();
    await admin.connect();
    const configEntries = [{ name: "max.message.bytes", value: String(mostMessageBytes) }];
    const topics = [{ topic, numPartitions: 3, replicationFactor: 1, configEntries }];
    await admin.createTopics({ topics, waitForLeaders: true });
    await admin.disconnect();
  }
  async function newTopic(): Promise<string> {
    const topic = `test.${randomUUID()}`;
    await makeTopic(topic);
    return topic;
  }

  eventLogConforms("in Kafka", () => openKafkaLog(kafka.url, silent), {
    makeTopic,
    async restart() {
      await kafka.kill();
      await kafka.restart();
    },
  });

  describe("the log in Kafka", () => {
    let log: EventLog;
    beforeAll(async () => {
      log = await openKafkaLog(kafka.url, silent);
    });
    afterAll(() => log?.close());

    const itWithKcat = it.skipIf(!findPart("kcat") && !process.env.CI);

    /** Runs a group that keeps what it is handed, until the work is done. */
    async function gather(topic: string, work: (taken: number[]) => Promise<void>): Promise<void> {
      const taken: number[] = [];
      const group = log.subscribe(`gather-${topic}`, [topic], async (batch) => void taken.push(...batch.map(numberOf)));
      try {
        await work(taken);
      } finally {
        await group.stop();
      }
    }

    itWithKcat(
      "is read by a stranger's consumer as CloudEvents in binary mode (kcat: npm run mesh:install)",
      async () => {
        const topic = await newTopic();
        const traceparent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
        const event = { ...record(topic, "aggregate-1", 42), traceparent };
        await log.publish([event]);
        const { stdout } = await promisify(execFile)(demandPart("kcat"), [
          ...["-b", host(), "-C", "-t", topic, "-o", "beginning", "-e", "-q", "-J"],
        ]);
        const { key, payload, headers } = JSON.parse(stdout);
        const pairs = Array.from({ length: headers.length / 2 }, (_, n) => headers.slice(2 * n, 2 * n + 2));
        expect({ key, payload, headers: Object.fromEntries(pairs) }).toEqual({
          key: "aggregate-1",
          payload: "42",
          headers: {
            ce_specversion: "1.0",
            ce_id: event.id,
            ce_source: `/${topic}`,
            ce_type: "test.Happened",
            ce_time: event.time.toISOString(),
            ce_subject: "aggregate-1",
            ce_traceparent: traceparent,
            "content-type": "application/protobuf",
          },
        });
      },
    );

    it("passes over what is no event of ours, and goes on", async () => {
      const topic = await newTopic();
      const producer = stranger().producer();
      await producer.connect();
      const strangers: Message[] = [
        { key: "a", value: "no headers" },
        { key: "a", value: "{}", headers: { ce_specversion: "1.0", ce_id: "1", "content-type": "application/json" } },
        { key: "a", value: null },
        { value: "no key" },
      ];
      await producer.send({ topic, messages: strangers });
      await producer.disconnect();
      await log.publish([record(topic, "a", 1)]);
      await gather(topic, async (taken) => {
        await until(() => taken.length > 0);
        expect(taken).toEqual([1]);
      });
      expect((await log.lag(`gather-${topic}`, [topic])).get(topic)).toBe(0);
    });

    itWithKcat("puts keys where the clients of other languages put them (kcat: npm run mesh:install)", async () => {
      const topic = await newTopic();
      const keys = Array.from({ length: 30 }, (_, n) => `key-${n}`);
      await log.publish(keys.map((key, n) => record(topic, key, n)));
      const readAll = async (from: string) => {
        const { stdout } = await promisify(execFile)(demandPart("kcat"), [
          ...["-b", host(), "-C", "-t", from, "-o", "beginning", "-e", "-q", "-f", "%k %p\n"],
        ]);
        return Object.fromEntries(
          stdout
            .trim()
            .split("\n")
            .map((line) => line.split(" ")),
        );
      };
      const other = await newTopic();
      const said = spawn(demandPart("kcat"), [
        ...["-b", host(), "-P", "-t", other, "-K", ":", "-X", "topic.partitioner=murmur2_random"],
      ]);
      said.stdin.end(keys.map((key) => `${key}:x\n`).join(""));
      await once(said, "exit");
      expect(await readAll(topic)).toEqual(await readAll(other));
    });

    it("waits for a topic that is not there yet", async () => {
      const topic = `test.${randomUUID()}`;
      await expect(log.publish([record(topic, "a", 0)])).rejects.toThrow("Events could not be sent to Kafka");
      await gather(topic, async (taken) => {
        await sleep(500);
        await makeTopic(topic);
        await log.publish([record(topic, "a", 1)]);
        await until(() => taken.length > 0);
        expect(taken).toEqual([1]);
      });
    }, 60_000);

    it("goes on beating while a batch takes longer than a session", async () => {
      const topic = await newTopic();
      let times = 0;
      const group = log.subscribe(`slow-${topic}`, [topic], async () => {
        times += 1;
        await sleep(8000);
      });
      await log.publish([record(topic, "a", 1)]);
      await until(() => times > 0);
      await group.stop();
      expect((await log.lag(`slow-${topic}`, [topic])).get(topic)).toBe(0);
      expect(times).toBe(1);
    }, 60_000);

    it("gives a new member its part while another's batch is refused again and again", async () => {
      const topic = await newTopic();
      let refused = 0;
      const sick = log.subscribe(`sick-${topic}`, [topic], async () => {
        refused += 1;
        throw new Error("the database is away");
      });
      await log.publish(Array.from({ length: 30 }, (_, n) => record(topic, `key-${n}`, n)));
      await until(() => refused > 0);
      const taken: number[] = [];
      const well = log.subscribe(`sick-${topic}`, [topic], async (batch) => void taken.push(...batch.map(numberOf)));
      const joined = performance.now();
      await until(() => taken.length > 0);
      expect(performance.now() - joined).toBeLessThan(10_000);
      await Promise.all([sick.stop(), well.stop()]);
    }, 60_000);

    it("takes over within seconds from a member that was killed", async () => {
      const topic = await newTopic();
      const program = `
        const { Kafka } = require(process.argv[1]);
        const [, , host, group, topic] = process.argv;
        const consumer = new Kafka({ brokers: [host], logLevel: 0 }).consumer({ groupId: group, sessionTimeout: 6000 });
        consumer.connect()
          .then(() => consumer.subscribe({ topics: [topic], fromBeginning: true }))
          .then(() => consumer.run({ autoCommit: false, eachMessage: async () => console.log("taken") }));`;
      const kafkajs = createRequire(import.meta.url).resolve("kafkajs");
      const member = spawn(process.execPath, ["-e", program, kafkajs, host(), `platform.gather-${topic}`, topic]);
      try {
        await log.publish([record(topic, "a", 1)]);
        await once(member.stdout, "data");
        await gather(topic, async (taken) => {
          member.kill("SIGKILL");
          const killed = performance.now();
          await until(() => taken.length > 0);
          expect(performance.now() - killed).toBeLessThan(15_000);
          expect(taken).toEqual([1]);
        });
      } finally {
        member.kill("SIGKILL");
      }
    }, 60_000);
  });

  it("tells a broker who it is", async () => {
    const module = "org.apache.kafka.common.security.plain.PlainLoginModule";
    const users = 'username="broker" password="of the broker" user_broker="of the broker" user_platform="a secret"';
    const broker = await startKafka({
      folder: join(folder, "guarded"),
      settings: {
        "listener.security.protocol.map": "PLAINTEXT:SASL_PLAINTEXT,CONTROLLER:PLAINTEXT",
        "sasl.enabled.mechanisms": "PLAIN",
        "sasl.mechanism.inter.broker.protocol": "PLAIN",
        "listener.name.plaintext.plain.sasl.jaas.config": `${module} required ${users};`,
      },
    });
    try {
      const log = await openKafkaLog(`${broker.url}?sasl=plain&user=platform&password=a%20secret`, silent);
      await log.close();
      const wrong = openKafkaLog(`${broker.url}?sasl=plain&user=platform&password=another`, silent);
      await expect(wrong).rejects.toThrow(/authentication failed/i);
      await expect(openKafkaLog(`${broker.url}?sasl=none&user=a&password=b`, silent)).rejects.toThrow("sasl=none");
      await expect(openKafkaLog("kafka://", silent)).rejects.toThrow("PLATFORM_EVENTS_URL is not kafka://");
    } finally {
      await broker.stop();
    }
  }, 90_000);

  it("takes no batch for the repetition of one that was kept and not acknowledged", async () => {
    let port = 0;
    const line = await openCutLine(() => port);
    const settings = { "advertised.listeners": `PLAINTEXT://127.0.0.1:${line.port}` };
    const broker = await startKafka({ folder: join(folder, "cut"), settings });
    port = Number(new URL(broker.url).port);
    const admin = new Kafka({ brokers: [`127.0.0.1:${line.port}`], logLevel: logLevel.NOTHING }).admin();
    const topic = `test.${randomUUID()}`;
    const log = await openKafkaLog(`kafka://127.0.0.1:${line.port}`, silent);
    try {
      await admin.connect();
      await admin.createTopics({ topics: [{ topic, numPartitions: 1 }], waitForLeaders: true });
      await admin.disconnect();
      await log.publish([record(topic, "a", 1)]);
      line.swallowAnswers(true);
      await expect(log.publish([record(topic, "a", 2)])).rejects.toThrow("Events could not be sent to Kafka");
      line.swallowAnswers(false);
      // The relay may have other events by then, as many as before.
      await log.publish([record(topic, "a", 3)]);
      const taken: number[] = [];
      const group = log.subscribe("cut", [topic], async (batch) => void taken.push(...batch.map(numberOf)));
      await until(() => taken.includes(3) || taken.length > 2);
      await group.stop();
      expect(taken).toEqual([1, 2, 3]);
    } finally {
      await log.close();
      await broker.stop();
      await line.close();
    }
  }, 90_000);
});
