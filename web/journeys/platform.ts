import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { root } from "./root.ts";

const patienceMs = 60_000;

/** The platform as a user started it, with the demo people. */
export interface Platform {
  address: string;
  demoPassword: string;
  /** Moves its clock on by a quarter of an hour and a little; only where it was started with a clock. */
  comeBackLater(): void;
  /** Ctrl-C; fails unless the platform ends by itself and well. */
  stop(): Promise<void>;
}

interface Start {
  /** Further flags of the platform. */
  flags?: string[];
  /** Gives it a clock that can be moved on. */
  clock?: boolean;
}

/** Starts the built platform on free ports, with a data directory that is thrown away. */
export async function startPlatform({ flags = [], clock = false }: Start = {}): Promise<Platform> {
  const data = await mkdtemp(join(tmpdir(), "platform-journeys-"));
  const [web, grpc] = [await freePort(), await freePort()];
  const options = ["--port", String(web), "--grpc-port", String(grpc), "--data", join(data, "data")];
  const preloaded = clock ? ["--import", pathToFileURL(join(import.meta.dirname, "clock.mjs")).href] : [];
  const program = ["--enable-source-maps", ...preloaded, join(root, "deploy/embedded/dist/main.js")];
  const child = spawn(process.execPath, [...program, ...options, ...flags], {
    // The feeds that the journeys import are on this machine.
    env: { ...process.env, PLATFORM_ROOT: root, PLATFORM_PRIVATE_FEEDS: "allow" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const ended = once(child, "exit");
  const output = await untilReady(child);
  return {
    address: `http://localhost:${web}`,
    demoPassword: /with the password (\S+)/.exec(output)?.[1] ?? "",
    comeBackLater: () => child.kill("SIGUSR2"),
    async stop() {
      child.kill("SIGINT");
      const [code, signal] = await ended;
      await rm(data, { recursive: true, force: true });
      if (code !== 0) throw new Error(`After Ctrl-C the platform ended with ${code ?? signal}, not with 0`);
    },
  };
}

function untilReady(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = "";
    const late = setTimeout(() => fail("was not ready in time"), patienceMs);
    const fail = (why: string) => reject(new Error(`The platform ${why}:\n${output}`));
    const take = (chunk: Buffer) => {
      output += chunk;
      if (!output.includes("Ready in")) return;
      clearTimeout(late);
      resolve(output);
    };
    child.stdout?.on("data", take);
    child.stderr?.on("data", take);
    child.once("exit", (code) => fail(`ended with ${code}`));
  });
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0);
  await once(probe, "listening");
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, "close");
  return port;
}
