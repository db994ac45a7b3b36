import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { type EmbeddedPostgres, startPostgres } from "@platform/kit/embedded";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bundle } from "../../tools/build.mjs";

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const events = 200;
const program = join(root, ".cache/kill");

let folder: string;
let server: EmbeddedPostgres;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "platform-kill-"));
  await bundle({ events: "test/kill/events.ts" }, program);
  // The server lives through the kills; only the platform's own process dies.
  server = await startPostgres({ folder: join(folder, "postgres"), password: "test", disposable: true });
});
afterAll(async () => {
  await server?.stop();
  await rm(folder, { recursive: true, force: true });
});

/** Runs the process once; answers with the signal that ended it, or null when it ended by itself. */
async function run(prefix: string, failpoint: string): Promise<NodeJS.Signals | null> {
  const child = spawn(process.execPath, ["--enable-source-maps", join(program, "events.js")], {
    cwd: root,
    stdio: ["ignore", "inherit", "inherit"],
    env: {
      ...process.env,
      PLATFORM_ROOT: root,
      PLATFORM_DATABASE_URL: server.url.replace("{service}", `${prefix}_{service}`),
      PLATFORM_BLOBS_URL: pathToFileURL(join(folder, "blobs")).href,
      PLATFORM_SECRET: "a secret of tests alone, long enough to be one",
      PLATFORM_GRPC_PORT: "0",
      PLATFORM_FAILPOINT: failpoint,
      EVENTS: String(events),
    },
  });
  const [code, signal] = (await once(child, "exit")) as [number | null, NodeJS.Signals | null];
  if (code !== null && code !== 0) throw new Error(`The process ended with ${code}`);
  return signal;
}

async function read<T extends object>(prefix: string, service: string, query: string): Promise<T[]> {
  const sql = postgres(server.url.replace("{service}", `${prefix}_${service}`), { max: 1 });
  try {
    return [...(await sql.unsafe<T[]>(query))];
  } finally {
    await sql.end();
  }
}

describe.each([
  ["after a commit, before the relay", "tx.after-commit", 37],
  ["after the relay sent, before it marked", "relay.after-send", 1],
  ["in the consumer, before its commit", "consumer.before-commit", 1],
  ["after the consumer's commit, before it kept its place", "consumer.after-commit", 1],
])("a process that dies %s", (_when, failpoint, passes) => {
  it("loses nothing, does nothing twice, and keeps the order of each key", async () => {
    const prefix = failpoint.replace(/\W/g, "_");
    // Killed twice at different depths, then let through.
    const deaths = [await run(prefix, `${failpoint}:${passes}`), await run(prefix, `${failpoint}:0`)];
    expect(deaths).toEqual(["SIGKILL", "SIGKILL"]);
    expect(await run(prefix, "")).toBeNull();
    const ledger = await read<{ n: number; key: string }>(prefix, "producer", "select n, key from ledger order by n");
    const effects = await read<{ n: number; key: string }>(
      prefix,
      "listener",
      "select n, key from effects order by at",
    );
    expect(ledger).toHaveLength(events);
    for (const key of new Set(ledger.map((row) => row.key))) {
      const of = (rows: typeof ledger) => rows.filter((row) => row.key === key).map((row) => row.n);
      expect(of(effects), key).toEqual(of(ledger));
    }
    expect(effects).toHaveLength(events);
  }, 60_000);
});
