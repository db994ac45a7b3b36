import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Sql } from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Ctx } from "../src/context.ts";
import { connect } from "../src/database.ts";
import { type EmbeddedPostgres, startPostgres } from "../src/embedded/postgres.ts";
import { startTasks } from "../src/tasks.ts";
import { createLogger } from "../src/telemetry/logger.ts";

let folder: string;
let postgres: EmbeddedPostgres;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "platform-tasks-"));
  postgres = await startPostgres({ folder: join(folder, "postgres"), password: "test", disposable: true });
});
afterAll(async () => {
  await postgres?.stop();
  await rm(folder, { recursive: true, force: true });
});

const pool = () => connect(postgres.url.replace("{service}", "postgres"), 3);

/** Starts tasks of these names in a process of their own, as it were. */
function start(sql: Sql, names: string[], run: (name: string) => Promise<void>) {
  const tasks = names.map((name) => ({ name, everySeconds: 1, run: () => run(name) }));
  const loops = startTasks(tasks, sql, createLogger("silent"), () => ({}) as Ctx);
  return async () => {
    await Promise.all(loops.map((loop) => loop.stop()));
    await sql.end();
  };
}

describe("the tasks of a service", () => {
  it("all run, also where they are more than the pool has connections", async () => {
    const sql = pool();
    const done = new Set<string>();
    const stop = start(sql, ["a", "b", "c", "d", "e", "f"], async (name) => {
      await sql`select pg_sleep(0.05)`;
      done.add(name);
    });
    await expect.poll(() => done.size, { timeout: 5000 }).toBe(6);
    await stop();
  });

  it("each run in one process at a time", async () => {
    let [now, most, times] = [0, 0, 0];
    const run = async () => {
      most = Math.max(most, ++now);
      await sleep(300);
      now--;
      times++;
    };
    const stops = [start(pool(), ["same"], run), start(pool(), ["same"], run)];
    await expect.poll(() => times, { timeout: 10_000 }).toBeGreaterThan(3);
    expect(most).toBe(1);
    await Promise.all(stops.map((stop) => stop()));
  });
});
