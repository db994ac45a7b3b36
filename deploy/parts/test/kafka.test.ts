import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { Kafka, logLevel } from "kafkajs";
import { expect, it } from "vitest";
import { ask } from "../src/ask.ts";
import { demandPart, findPart } from "../src/find.ts";
import { startKafka } from "../src/kafka.ts";
import { describePart } from "../src/testing.ts";
import { temporary } from "./temporary.ts";

describePart("Kafka", "kafka", async () => {
  const { folder, keep } = await temporary();

  const client = (url: string) => new Kafka({ brokers: [new URL(url).host], logLevel: logLevel.NOTHING });

  async function readFirst(url: string, topic: string): Promise<string | undefined> {
    const consumer = client(url).consumer({ groupId: "reader" });
    await consumer.connect();
    try {
      await consumer.subscribe({ topic, fromBeginning: true });
      return await new Promise((resolve, reject) => {
        consumer.run({ eachMessage: async ({ message }) => resolve(message.value?.toString()) }).catch(reject);
      });
    } finally {
      await consumer.disconnect();
    }
  }

  it("keeps what it acknowledged when it is killed, and comes back on its port", async () => {
    const kafka = keep(await startKafka({ folder }));
    const admin = client(kafka.url).admin();
    await admin.connect();
    await admin.createTopics({ topics: [{ topic: "platform.test.v1", numPartitions: 2 }] });
    await admin.disconnect();
    const producer = client(kafka.url).producer({ idempotent: true });
    await producer.connect();
    await producer.send({ topic: "platform.test.v1", acks: -1, messages: [{ key: "one", value: "kept" }] });
    await producer.disconnect();
    await kafka.kill();
    await expect(ask(Number(new URL(kafka.url).port))).rejects.toThrow("ECONNREFUSED");
    await kafka.restart();
    expect(await readFirst(kafka.url, "platform.test.v1")).toBe("kept");
  }, 90_000);

  it.skipIf(!findPart("kcat") && !process.env.CI)(
    "is read by kcat (where it is: npm run mesh:install)",
    async () => {
      const kafka = keep(await startKafka({ folder: `${folder}/stranger` }));
      const { host } = new URL(kafka.url);
      const { stdout } = await promisify(execFile)(demandPart("kcat"), ["-b", host, "-L", "-J"]);
      expect(JSON.parse(stdout).brokers).toEqual([{ id: 1, name: host }]);
      await kafka.stop();
    },
    90_000,
  );

  it("makes no topic that nobody asked for", async () => {
    const kafka = keep(await startKafka({ folder: `${folder}/strict` }));
    const producer = client(kafka.url).producer({ retry: { retries: 0 } });
    await producer.connect();
    await expect(producer.send({ topic: "misspelt", messages: [{ value: "lost" }] })).rejects.toThrow(
      "does not host this topic-partition",
    );
    await producer.disconnect();
    await kafka.stop();
    expect(() => process.kill(kafka.pid, 0)).toThrow("ESRCH");
  }, 90_000);
});
