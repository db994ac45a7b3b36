import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type EmbeddedPostgres, startPostgres } from "../src/embedded/postgres.ts";
import { openPostgresLog } from "../src/events/postgres-log.ts";
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

it("is made once by processes that start at the same time", async () => {
  const url = postgres.url.replace("{service}", "postgres");
  const logger = createLogger("silent");
  const logs = await Promise.all(Array.from({ length: 12 }, () => openPostgresLog(url, logger)));
  expect(logs).toHaveLength(12);
  await Promise.all(logs.map((log) => log.close()));
});
