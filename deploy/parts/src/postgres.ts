import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { type EmbeddedPostgres, startPostgres as startServer } from "@platform/kit/embedded";
import { freePort } from "./port.ts";
import type { Part } from "./process.ts";

interface PostgresOptions {
  /** Its data and its log. */
  folder: string;
  port?: number;
  /** The superuser's, when the data are made. */
  password?: string;
}

/** Starts a PostgreSQL that has written what it committed; `url` has `{service}` for the database. */
export async function startPostgres({ folder, port, password = "platform" }: PostgresOptions): Promise<Part> {
  await mkdir(folder, { recursive: true });
  const log = join(folder, "postgres.log");
  const options = { folder: join(folder, "postgres"), password, port: port ?? (await freePort()), log };
  let server = await startServer(options);

  async function stop(): Promise<void> {
    if (isAlive(server.pid)) await server.stop();
  }

  return {
    url: server.url,
    log,
    get pid() {
      return server.pid;
    },
    async kill(signal = "SIGKILL") {
      const { pid } = server;
      if (!isAlive(pid)) return;
      process.kill(pid, signal);
      while (signal !== "SIGSTOP" && signal !== "SIGCONT" && isAlive(pid)) await delay(pollMs);
    },
    stop,
    async restart() {
      await stop();
      server = await startAgain(options);
    },
  };
}

const pollMs = 20;
const patienceMs = 20_000;

/** The processes of a server that was killed end a moment later, and hold its memory until then. */
async function startAgain(options: Parameters<typeof startServer>[0]): Promise<EmbeddedPostgres> {
  const deadline = Date.now() + patienceMs;
  for (;;) {
    try {
      return await startServer(options);
    } catch (error) {
      const isHeld = /pre-existing shared memory block|could not bind/.test((error as Error).message);
      if (!isHeld || Date.now() > deadline) throw error;
      await delay(100);
    }
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
