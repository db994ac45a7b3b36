import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { EventLog, EventRecord } from "../../src/events/log.ts";

function record(topic: string, key: string, number: number): EventRecord {
  const payload = Buffer.from(String(number));
  return { id: randomUUID(), type: "test.Happened", topic, key, payload, time: new Date(), traceparent: undefined };
}

const numberOf = ({ payload }: EventRecord) => Number(Buffer.from(payload).toString());

async function until(done: () => boolean): Promise<void> {
  for (const late = Date.now() + 15_000; !done(); ) {
    if (Date.now() > late) throw new Error("It did not come about in 15 seconds");
    await sleep(10);
  }
}

/** What every event log must do. Each call of `open` is another process's view of the same log. */
export function eventLogConforms(
  kind: string,
  open: () => Promise<EventLog>,
  makeTopic: (topic: string) => Promise<void> = async () => undefined,
) {
  describe(`the event log ${kind}`, () => {
    let log: EventLog;
    let other: EventLog;
    beforeAll(async () => {
      [log, other] = [await open(), await open()];
    });
    afterAll(async () => {
      await log?.close();
      await other?.close();
    });
    async function newTopic(): Promise<string> {
      const topic = `test.${randomUUID()}`;
      await makeTopic(topic);
      return topic;
    }

    it("hands every event to every group, in the order of each key", async () => {
      const topic = await newTopic();
      const seen: Record<string, EventRecord[]> = { one: [], two: [] };
      const groups = Object.entries(seen).map(([group, events]) =>
        log.subscribe(`${group}-${topic}`, [topic], async (batch) => void events.push(...batch)),
      );
      const sent = Array.from({ length: 300 }, (_, number) => record(topic, `key-${number % 7}`, number));
      for (let at = 0; at < sent.length; at += 50) await log.publish(sent.slice(at, at + 50));
      await until(() => Object.values(seen).every((events) => events.length >= sent.length));
      for (const events of Object.values(seen)) {
        expect(events).toHaveLength(sent.length);
        for (let key = 0; key < 7; key++) {
          const numbers = events.filter((event) => event.key === `key-${key}`).map(numberOf);
          expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
        }
      }
      expect(seen.one?.find(({ id }) => id === sent[0]?.id)).toMatchObject({ ...sent[0], payload: expect.anything() });
      for (const group of groups) await group.stop();
    });

    it("comes again with a batch that was refused, and goes on after the one that was taken", async () => {
      const topic = await newTopic();
      const taken: number[] = [];
      let refusals = 0;
      const group = log.subscribe(`retry-${topic}`, [topic], async (batch) => {
        if (refusals++ < 1) throw new Error("not now");
        taken.push(...batch.map(numberOf));
      });
      await log.publish([record(topic, "a", 1), record(topic, "a", 2)]);
      await until(() => taken.length >= 2);
      await group.stop();
      await log.publish([record(topic, "a", 3)]);
      expect((await log.lag(`retry-${topic}`, [topic])).get(topic)).toBe(1);
      const later = log.subscribe(`retry-${topic}`, [topic], async (batch) => void taken.push(...batch.map(numberOf)));
      await until(() => taken.length >= 3);
      await later.stop();
      expect(taken).toEqual([1, 2, 3]);
      expect((await log.lag(`retry-${topic}`, [topic])).get(topic)).toBe(0);
    });

    it("lets one member of a group at an event, and another take over", async () => {
      const topic = await newTopic();
      const first: number[] = [];
      const second: number[] = [];
      const one = log.subscribe(`shared-${topic}`, [topic], async (batch) => void first.push(...batch.map(numberOf)));
      await log.publish([record(topic, "a", 1)]);
      await until(() => first.length === 1);
      const two = other.subscribe(
        `shared-${topic}`,
        [topic],
        async (batch) => void second.push(...batch.map(numberOf)),
      );
      await log.publish([record(topic, "a", 2)]);
      await until(() => first.length + second.length >= 2);
      await one.stop();
      await log.publish([record(topic, "a", 3)]);
      await until(() => first.length + second.length >= 3);
      await two.stop();
      expect([...first, ...second].sort()).toEqual([1, 2, 3]);
    });
  });
}
