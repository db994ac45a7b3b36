// The platform's events, durable: both services in this process over the log in its database, as `npm start` runs them;
// or, as on the mesh, the services that `BENCH_SERVICES` names, over the log and the database of the environment.
import { mkdtemp, rm } from "node:fs/promises";
import { devNull, tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { setTimeout as sleep } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { SecurityActed } from "@platform/grpc/platform/auth/v1/auth_events.ts";
import { type Ctx, createLogger, defineService, emit, on, openLogFile, readConfig, startHost } from "@platform/kit";
import { startPostgres } from "@platform/kit/embedded";
import { sql } from "drizzle-orm";
import postgres from "postgres";
import { serveJobs } from "./child.ts";
import { median } from "./figure.ts";

/** Writers that emit for so long, or so many events one at a time. */
export type EventJob = { writers: number; ms: number } | { alone: number };

/** Events a second until the last effect, and what was committed meanwhile. */
export interface Sustained {
  events: number;
  perSecond: number;
  committedPerSecond: number;
}

const accounts = 100;
let start: (ctx: Ctx) => void = () => undefined;
const started = new Promise<Ctx>((resolve) => {
  start = resolve;
});

const producer = defineService({
  name: "producer",
  async prepare(ctx) {
    start(ctx);
    await ctx.tx((tx) => tx.execute(sql`create table ledger (n int primary key, account text not null)`));
  },
});

const listener = defineService({
  name: "listener",
  consumers: [
    on(SecurityActed, async ({ accountId, action, device }, { tx }) => {
      await tx.execute(sql`insert into effects (n, account) values (${Number(action)}, ${accountId})`);
      if (device) await tx.execute(sql`select pg_notify('effects', ${action})`);
    }),
  ],
  async prepare(ctx) {
    await ctx.tx((tx) => tx.execute(sql`create table effects (n int primary key, account text not null)`));
  },
});

const { PLATFORM_DATABASE_URL, BENCH_SERVICES } = process.env;
const folder = await mkdtemp(join(tmpdir(), "platform-bench-"));
const server = PLATFORM_DATABASE_URL
  ? undefined
  : await startPostgres({ folder: join(folder, "postgres"), password: "bench" });
const url = PLATFORM_DATABASE_URL ?? server?.url ?? "";
const config = readConfig({
  ...process.env,
  PLATFORM_DATABASE_URL: url,
  PLATFORM_BLOBS_URL: pathToFileURL(join(folder, "blobs")).href,
  PLATFORM_SECRET: "a secret of the bench alone, long enough to be one",
  PLATFORM_GRPC_PORT: "0",
});
const logger = createLogger("info", openLogFile(devNull));
const services = [producer, listener].filter(({ name }) => !BENCH_SERVICES || BENCH_SERVICES === name);
const host = await startHost(services, config, { logger });
const watch = postgres(url.replace("{service}", "listener"), { max: 2 });
const effects = new Map<string, () => void>();
await watch.listen("effects", (n) => effects.get(n)?.());

let last = 0;

/** One change with the event that announces it. */
async function act(n: number, device = ""): Promise<void> {
  const ctx = await started;
  const account = `account-${n % accounts}`;
  await ctx.tx(async (tx) => {
    await tx.execute(sql`insert into ledger (n, account) values (${n}, ${account})`);
    await emit(tx, SecurityActed, { accountId: account, action: String(n), device, place: "" });
  });
}

async function sustain(writers: number, ms: number): Promise<Sustained> {
  const first = last;
  const began = performance.now();
  await Promise.all(
    Array.from({ length: writers }, async () => {
      while (performance.now() - began < ms) await act(++last);
    }),
  );
  const written = performance.now() - began;
  const events = last - first;
  for (let there = 0; there < events; await sleep(20)) {
    const [row] = await watch<{ there: number }[]>`select count(*)::int as there from effects where n > ${first}`;
    there = row?.there ?? 0;
  }
  const taken = performance.now() - began;
  return { events, perSecond: (events / taken) * 1000, committedPerSecond: (events / written) * 1000 };
}

/** Milliseconds from the commit to the effect's commit, in the middle. */
async function idle(events: number): Promise<number> {
  const took: number[] = [];
  for (let n = 0; n < events; n++) {
    await sleep(20);
    const id = ++last;
    const there = new Promise<void>((resolve) => {
      effects.set(String(id), resolve);
    });
    await act(id, "idle");
    const committed = performance.now();
    await there;
    took.push(performance.now() - committed);
    effects.delete(String(id));
  }
  return median(took);
}

serveJobs<EventJob>(
  (job) => ("alone" in job ? idle(job.alone) : sustain(job.writers, job.ms)),
  async () => {
    await watch.end();
    await host.stop();
    await server?.stop();
    await rm(folder, { recursive: true, force: true });
  },
);
