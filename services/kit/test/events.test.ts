import { setTimeout as sleep } from "node:timers/promises";
import { SecurityActed } from "@platform/grpc/platform/auth/v1/auth_events.ts";
import { EventGivenUp } from "@platform/grpc/platform/deadletters/v1/deadletters_events.ts";
import { OperationsServiceDefinition } from "@platform/grpc/platform/operations/v1/operations_service.ts";
import { defineService, emit, emitAll, mostEventBytes, on, type Refusal, type Tx, uuid7 } from "@platform/kit";
import { startTestPlatform, type TestPlatform } from "@platform/kit/testing";
import { sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/postgres-js";
import postgres, { type Sql } from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

/** What the consumer under test shall refuse; its effects are rows. */
let poison: ((action: string) => boolean) | undefined;

const producer = defineService({ name: "producer" });
const listener = defineService({
  name: "listener",
  consumers: [
    on(SecurityActed, async ({ accountId, action }, { tx }) => {
      if (poison?.(action)) throw new Error(`cannot take ${action}`, { cause: new Error("by design") });
      await tx.execute(sql`insert into effects (key, action) values (${accountId}, ${action})`);
    }),
  ],
  prepare: async (ctx) => {
    await ctx.tx((tx) => tx.execute(sql`create table effects (n bigserial, key text, action text)`));
  },
});

let platform: TestPlatform;
let outbox: Sql;
let effects: Sql;
beforeAll(async () => {
  platform = await startTestPlatform([producer, listener]);
  outbox = postgres(platform.databaseUrl("producer"), { max: 4 });
  effects = postgres(platform.databaseUrl("listener"), { max: 1 });
});
afterAll(async () => {
  await outbox?.end();
  await effects?.end();
  await platform?.stop();
});

const event = (accountId: string, action: string) => ({ accountId, action, device: "", place: "" });
const write = (work: (tx: Tx) => Promise<void>) => drizzle(outbox).transaction((tx) => work(tx as unknown as Tx));
const actionsOf = async (key: string) =>
  (await effects<{ action: string }[]>`select action from effects where key = ${key} order by n`).map(
    ({ action }) => action,
  );

async function until(done: () => Promise<boolean>): Promise<void> {
  for (const late = Date.now() + 18_000; !(await done()); ) {
    if (Date.now() > late) throw new Error("It did not come about in time");
    await sleep(20);
  }
}

describe("the outbox", () => {
  it("refuses an event that is too large for the log, and all that was written beside it", async () => {
    const key = uuid7();
    const large = write(async (tx) => {
      await emit(tx, SecurityActed, event(key, "small"));
      await emit(tx, SecurityActed, { ...event(key, "large"), device: "x".repeat(mostEventBytes) });
    });
    await expect(large).rejects.toThrow("keep it in a blob");
    await write((tx) => emit(tx, SecurityActed, event(key, "kept")));
    await until(async () => (await actionsOf(key)).length > 0);
    expect(await actionsOf(key)).toEqual(["kept"]);
  });

  it("takes many events at once in their order, and none of them where one is refused", async () => {
    const key = uuid7();
    const some = Array.from({ length: 300 }, (_, at) => event(key, String(at)));
    const refused = [event(key, "fine"), event("", "of nobody")];
    await expect(write((tx) => emitAll(tx, SecurityActed, refused))).rejects.toThrow("lacks its key");
    await write((tx) => emitAll(tx, SecurityActed, []));
    await write((tx) => emitAll(tx, SecurityActed, some));
    await until(async () => (await actionsOf(key)).length === some.length);
    expect(await actionsOf(key)).toEqual(some.map(({ action }) => action));
  });

  it("sends nothing of a transaction that was rolled back", async () => {
    const key = uuid7();
    await expect(
      write(async (tx) => {
        await emit(tx, SecurityActed, event(key, "never"));
        throw new Error("rolled back");
      }),
    ).rejects.toThrow("rolled back");
    await write((tx) => emit(tx, SecurityActed, event(key, "kept")));
    await until(async () => (await actionsOf(key)).length > 0);
    expect(await actionsOf(key)).toEqual(["kept"]);
  });

  it("passes over none of the events whose transactions commit out of the order of their ids", async () => {
    const [early, late] = [uuid7(), uuid7()];
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    let inserted: () => void = () => undefined;
    const begun = new Promise<void>((resolve) => {
      inserted = resolve;
    });
    const slow = write(async (tx) => {
      await emit(tx, SecurityActed, event(early, "first id, last commit"));
      inserted();
      await held;
    });
    await begun;
    await write((tx) => emit(tx, SecurityActed, event(late, "second id, first commit")));
    await until(async () => (await actionsOf(late)).length === 1);
    expect(await actionsOf(early)).toEqual([]);
    release();
    await slow;
    await until(async () => (await actionsOf(early)).length === 1);
  });

  it("keeps the order of a key", async () => {
    const key = uuid7();
    for (let at = 0; at < 40; at++) await write((tx) => emit(tx, SecurityActed, event(key, String(at))));
    await until(async () => (await actionsOf(key)).length === 40);
    expect(await actionsOf(key)).toEqual(Array.from({ length: 40 }, (_, at) => String(at)));
  });
});

describe("a consumer", () => {
  it("has one effect of an event that comes twice", async () => {
    const key = uuid7();
    const { events } = platform.host.parts;
    const payload = SecurityActed.encode(event(key, "once")).finish();
    const about = { id: uuid7(), type: SecurityActed.$type, topic: "platform.auth.v1", key, time: new Date() };
    for (let times = 0; times < 3; times++) await events.publish([{ ...about, payload, traceparent: undefined }]);
    await platform.settled();
    expect(await actionsOf(key)).toEqual(["once"]);
  });

  it("holds back a poisoned key alone, gives up in the end, and takes the event once an operator replays it", async () => {
    const [sick, well] = [uuid7(), uuid7()];
    poison = (action) => action === "poison";
    for (const action of ["before", "poison", "after"]) {
      await write((tx) => emit(tx, SecurityActed, event(sick, action)));
    }
    await write((tx) => emit(tx, SecurityActed, event(well, "fine")));
    await until(async () => (await actionsOf(well)).length === 1);
    expect(await actionsOf(sick)).toEqual(["before"]);

    const admin = await platform.as({ roles: ["USER", "ADMIN"] });
    const operations = platform.client(OperationsServiceDefinition, admin);
    // The waits between tries are shortened, not their number.
    await until(async () => {
      await effects`update kit.parked set next_try = now() where key = ${sick}`;
      return (await operations.listDeadLetters({ service: "listener" })).deadLetters.length > 0;
    });
    const [letter] = (await operations.listDeadLetters({})).deadLetters;
    expect(letter).toMatchObject({ service: "listener", type: SecurityActed.$type, key: sick, attempts: 6 });
    expect(letter?.cause).toBe("cannot take poison: by design");
    const told = await platform.announced(EventGivenUp, sick);
    expect(told).toMatchObject({ service: "listener", eventId: letter?.eventId, topic: "platform.auth.v1" });
    expect(SecurityActed.decode(told.payload)).toMatchObject({ accountId: sick, action: "poison" });
    await until(async () => (await actionsOf(sick)).includes("after"));

    const which = { service: "listener", eventId: letter?.eventId as string };
    const refusal = await operations.replayDeadLetter(which).catch((error) => error as Refusal);
    expect(refusal).toMatchObject({ reason: "DEAD_LETTER_REFUSED" });
    poison = undefined;
    await operations.replayDeadLetter(which);
    expect(await actionsOf(sick)).toEqual(["before", "after", "poison"]);
    expect((await operations.listDeadLetters({})).deadLetters).toEqual([]);
    await operations.deleteDeadLetter(which);
    const gone = await operations.replayDeadLetter(which).catch((error) => error as Refusal);
    expect(gone).toMatchObject({ reason: "DEAD_LETTER_NOT_FOUND" });
  });
});
