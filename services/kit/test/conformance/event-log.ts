import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type EventLog, type EventRecord, mostEventBytes } from "../../src/events/log.ts";

export function record(topic: string, key: string, number: number, size = 0): EventRecord {
  const payload = Buffer.from(String(number).padEnd(size));
  return { id: randomUUID(), type: "test.Happened", topic, key, payload, time: new Date(), traceparent: undefined };
}

export const numberOf = ({ payload }: EventRecord) => Number(Buffer.from(payload).toString());

export async function until(done: () => boolean | Promise<boolean>): Promise<void> {
  for (const late = Date.now() + 25_000; !(await done()); ) {
    if (Date.now() > late) throw new Error("It did not come about in 25 seconds");
    await sleep(10);
  }
}

interface Ground {
  /** Makes a topic, where the log does not do it of itself. */
  makeTopic?(topic: string): Promise<void>;
  /** Kills the log's server and starts it again on what it kept. */
  restart(): Promise<void>;
}

const patience = { timeout: 60_000 };

/** What every event log must do. Each call of `open` is another process's view of the same log. */
export function eventLogConforms(kind: string, open: () => Promise<EventLog>, ground: Ground) {
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
      await ground.makeTopic?.(topic);
      return topic;
    }
    const behind = async (group: string, topic: string) => (await log.lag(group, [topic])).get(topic);

    it("hands every event to every group, whole, in the order of each key", patience, async () => {
      const topic = await newTopic();
      const seen: Record<string, EventRecord[]> = { one: [], two: [] };
      const groups = Object.entries(seen).map(([group, events]) =>
        log.subscribe(`${group}-${topic}`, [topic], async (batch) => void events.push(...batch)),
      );
      const sent = Array.from({ length: 300 }, (_, number) => record(topic, `key-${number % 7}`, number));
      const traceparent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
      sent[0] = { ...(sent[0] as EventRecord), traceparent };
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

    it("takes many large events in one call", patience, async () => {
      const topic = await newTopic();
      const seen: EventRecord[] = [];
      const sent = Array.from({ length: 40 }, (_, number) => record(topic, "large", number, 100_000));
      await log.publish(sent);
      const group = log.subscribe(`large-${topic}`, [topic], async (batch) => void seen.push(...batch));
      await until(() => seen.length >= sent.length);
      await group.stop();
      expect(seen.map(numberOf)).toEqual(sent.map(numberOf));
      expect(seen.every(({ payload }) => payload.length === 100_000)).toBe(true);
    });

    it("takes an event of the greatest size that may be announced", patience, async () => {
      const topic = await newTopic();
      const seen: EventRecord[] = [];
      await log.publish([record(topic, "greatest", 1, mostEventBytes), record(topic, "greatest", 2)]);
      const group = log.subscribe(`greatest-${topic}`, [topic], async (batch) => void seen.push(...batch));
      await until(() => seen.length === 2);
      await group.stop();
      expect(seen.map(({ payload }) => payload.length)).toEqual([mostEventBytes, 1]);
    });

    it("comes again with the batch that was refused, and lets nothing of its key pass", patience, async () => {
      const topic = await newTopic();
      const tries: number[][] = [];
      const group = log.subscribe(`refusing-${topic}`, [topic], async (batch) => {
        tries.push(batch.map(numberOf));
        if (tries.length < 3) throw new Error("not now");
      });
      await log.publish([record(topic, "a", 1), record(topic, "a", 2)]);
      await until(() => tries.length >= 1);
      await log.publish([record(topic, "a", 3)]);
      await until(() => tries.flat().includes(3) && tries.length >= 3);
      await group.stop();
      for (const first of tries.slice(0, 3)) expect(first.slice(0, 2)).toEqual([1, 2]);
      const taken = tries.slice(2).flat();
      expect(taken).toEqual([1, 2, 3]);
    });

    it("goes on after the batch that was taken last, and says how far behind a group is", patience, async () => {
      const topic = await newTopic();
      const group = `later-${topic}`;
      await log.publish(Array.from({ length: 5 }, (_, n) => record(topic, `key-${n}`, n)));
      expect(await behind(group, topic)).toBe(5);
      const taken: number[] = [];
      const first = log.subscribe(group, [topic], async (batch) => void taken.push(...batch.map(numberOf)));
      await until(() => taken.length >= 5);
      await first.stop();
      expect(await behind(group, topic)).toBe(0);
      await log.publish([record(topic, "key-1", 5), record(topic, "key-2", 6)]);
      expect(await behind(group, topic)).toBe(2);
      const second = other.subscribe(group, [topic], async (batch) => void taken.push(...batch.map(numberOf)));
      await until(() => taken.length >= 7);
      await second.stop();
      expect(taken.sort()).toEqual([0, 1, 2, 3, 4, 5, 6]);
      expect(await behind(group, topic)).toBe(0);
    });

    it("keeps the place of a batch that is at hand while its member stops", patience, async () => {
      const topic = await newTopic();
      let begun = false;
      const group = log.subscribe(`stopping-${topic}`, [topic], async () => {
        begun = true;
        await sleep(300);
      });
      await log.publish([record(topic, "a", 1)]);
      await until(() => begun);
      await group.stop();
      expect(await behind(`stopping-${topic}`, topic)).toBe(0);
    });

    it("runs one member of a group at a time for a key, while members come and go", patience, async () => {
      const topic = await newTopic();
      const [running, overlaps] = [new Set<string>(), [] as string[]];
      const taken: EventRecord[] = [];
      const by = { one: 0, two: 0 };
      const join = (view: EventLog, name: "one" | "two") =>
        view.subscribe(`shared-${topic}`, [topic], async (batch) => {
          const keys = [...new Set(batch.map(({ key }) => key))];
          overlaps.push(...keys.filter((key) => running.has(key)));
          for (const key of keys) running.add(key);
          await sleep(20);
          taken.push(...batch);
          by[name] += batch.length;
          for (const key of keys) running.delete(key);
        });
      let sent = 0;
      const send = async (rounds: number) => {
        for (let round = 0; round < rounds; round++, sent += 10) {
          await log.publish(Array.from({ length: 10 }, (_, n) => record(topic, `key-${n}`, sent + n)));
          await sleep(20);
        }
      };
      const distinct = () => new Set(taken.map(({ id }) => id)).size;
      const one = join(log, "one");
      await send(10);
      const two = join(other, "two");
      await send(40);
      await until(() => distinct() === sent);
      await one.stop();
      const before = by.two;
      const stopped = performance.now();
      await send(10);
      await until(() => distinct() === sent);
      expect(performance.now() - stopped).toBeLessThan(10_000);
      expect(by.two - before).toBeGreaterThanOrEqual(100);
      await two.stop();
      expect(overlaps).toEqual([]);
      for (let n = 0; n < 10; n++) {
        // An event may come again; in which order they first come is the order.
        const first = [...new Set(taken.filter(({ key }) => key === `key-${n}`).map(numberOf))];
        expect(first).toEqual([...first].sort((a, b) => a - b));
      }
    });

    it("loses nothing that it acknowledged when its server is killed, and goes on", patience, async () => {
      const topic = await newTopic();
      const taken: number[] = [];
      const group = log.subscribe(`killed-${topic}`, [topic], async (batch) => void taken.push(...batch.map(numberOf)));
      const acknowledged: number[] = [];
      let over = false;
      const sending = (async () => {
        for (let number = 0; !over; number++) {
          const event = record(topic, "a", number);
          // What was not acknowledged is sent again, as the relay does it.
          while (
            !(await log.publish([event]).then(
              () => true,
              () => false,
            ))
          )
            await sleep(50);
          acknowledged.push(number);
        }
      })();
      await until(() => taken.length > 20);
      await ground.restart();
      const reached = acknowledged.length;
      await until(() => acknowledged.length > reached + 20);
      over = true;
      await sending;
      await until(() => new Set(taken).size === acknowledged.length);
      await group.stop();
      expect([...new Set(taken)]).toEqual(acknowledged);
      expect(await behind(`killed-${topic}`, topic)).toBe(0);
    });
  });
}
