import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Tx } from "@platform/kit";
import { drizzle } from "drizzle-orm/postgres-js";
import type { Sql } from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Changes, openChanges, touch } from "../src/changes.ts";
import { connect } from "../src/database.ts";
import { type EmbeddedPostgres, startPostgres } from "../src/embedded/postgres.ts";
import { openSignals, signal } from "../src/signals.ts";

let folder: string;
let postgres: EmbeddedPostgres;
let sql: Sql;
let changes: Changes;
const leave = new AbortController();
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "platform-changes-"));
  postgres = await startPostgres({ folder: join(folder, "postgres"), password: "test", disposable: true });
  sql = connect(postgres.url.replace("{service}", "postgres"), 4);
  changes = openChanges(sql);
});
afterAll(async () => {
  leave.abort();
  await sql?.end({ timeout: 5 });
  await postgres?.stop();
  await rm(folder, { recursive: true, force: true });
});

const watch = (key: string) => changes.watch(key, leave.signal)[Symbol.asyncIterator]();
const change = (key: string) => drizzle(sql).transaction((tx) => touch(tx as unknown as Tx, key));

describe("a watcher", () => {
  it("looks again once it listens, since what changed before was not heard", async () => {
    expect(await watch("first").next()).toMatchObject({ done: false });
  });

  it("hears of its key alone, changes at once counted as one", async () => {
    const watcher = watch("mine");
    const heard = watcher.next();
    await change("other");
    await change("mine");
    expect(await heard).toMatchObject({ done: false });
    await change("mine");
    expect(await watcher.next()).toMatchObject({ done: false });
  });

  it("looks again after its connection was cut", async () => {
    const watcher = watch("cut");
    const heard = watcher.next();
    await change("cut");
    await heard;
    const next = watcher.next();
    await sql`select pg_terminate_backend(pid) from pg_stat_activity where query ilike 'listen%' and pid <> pg_backend_pid()`;
    expect(await next).toMatchObject({ done: false });
  });

  it("ends with its signal", async () => {
    const watcher = watch("ended");
    const last = watcher.next();
    leave.abort();
    expect(await last).toMatchObject({ done: true });
  });
});

describe("a listener", () => {
  it("takes what is said of its key in any process, in its order, until it leaves", async () => {
    const [here, there] = [openSignals(sql), openSignals(sql)];
    const left = new AbortController();
    const heard: unknown[] = [];
    await here.hear("mine", (said) => heard.push(said), left.signal);
    const heardThere: unknown[] = [];
    await there.hear("mine", (said) => heardThere.push(said), new AbortController().signal);
    const db = drizzle(sql);
    await signal(db, "other", 0);
    for (const said of [{ at: 1 }, "two"]) await signal(db, "mine", said);
    await expect.poll(() => heardThere).toEqual([{ at: 1 }, "two"]);
    expect(heard).toEqual([{ at: 1 }, "two"]);
    left.abort();
    await signal(db, "mine", 3);
    await expect.poll(() => heardThere).toHaveLength(3);
    expect(heard).toHaveLength(2);
  });
});
