import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connect } from "../src/database.ts";
import { type EmbeddedPostgres, startPostgres } from "../src/embedded/postgres.ts";
import { openPostgresLog } from "../src/events/postgres-log.ts";
import { openDurableEntries } from "../src/parts/durable-entries.ts";
import { createLogger } from "../src/telemetry/logger.ts";

let folder: string;
let postgres: EmbeddedPostgres;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "platform-log-"));
  postgres = await startPostgres({ folder: join(folder, "postgres"), password: "test", disposable: true });
});
afterAll(async () => {
  await postgres?.stop();
  await rm(folder, { recursive: true, force: true });
});

describe("tables that processes share, made by twelve that start at the same time", () => {
  it("hold the event log", async () => {
    const logger = createLogger("silent");
    await openTwelve(() => openPostgresLog(url(), logger));
  });

  it("hold the durable entries", async () => {
    // Connected before, or they would come one after another.
    const connections = Array.from({ length: 12 }, () => connect(url(), 1));
    await Promise.all(connections.map((sql) => sql`select 1`));
    await openTwelve(() => openDurableEntries(connections.pop() as (typeof connections)[number]));
  });
});

const url = () => postgres.url.replace("{service}", "postgres");

async function openTwelve(open: () => Promise<{ close(): Promise<void> }>): Promise<void> {
  const opened = await Promise.all(Array.from({ length: 12 }, open));
  expect(opened).toHaveLength(12);
  await Promise.all(opened.map((one) => one.close()));
}
