import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { accessSync, constants } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type EnvoyInputs, envoyConfig } from "../src/index.ts";

/** The program; undefined where this machine has none, which only CI does not put up with. */
export const envoy = find();
export const missing = "Envoy is not installed; get it with npm run mesh:install";

function find(): string | undefined {
  const folders = [...(process.env.PATH ?? "").split(delimiter), ".cache/parts/envoy-1.40.0/bin"];
  const found = folders.map((folder) => join(folder, "envoy")).find(isExecutable);
  if (!found && process.env.CI) throw new Error(missing);
  return found;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** A running Envoy. */
export interface Edge {
  /** Where the world comes in, as host:port. */
  public: string;
  operators: string;
  admin: string;
  /** What it logs, whole. */
  log(): string;
  stop(): Promise<void>;
}

/** Whether Envoy takes a configuration, and what it says of it. */
export async function validate(inputs: EnvoyInputs): Promise<{ status: number | null; said: string }> {
  const { path, remove } = await write(inputs);
  try {
    const { status, stderr } = spawnSync(envoy as string, ["--mode", "validate", "-c", path], { encoding: "utf8" });
    return { status, said: stderr };
  } finally {
    await remove();
  }
}

/** Starts Envoy on free ports in front of what is given; resolves once it lets requests in. */
export async function startEdge(inputs: Omit<EnvoyInputs, "ports">): Promise<Edge> {
  const [web, operators, admin] = await freePorts(3);
  if (!web || !operators || !admin) throw new Error("There are no free ports");
  const ports = { public: web, operators, admin };
  const { path, remove } = await write({ host: "127.0.0.1", ...inputs, ports });
  const child = spawn(
    envoy as string,
    ["-c", path, "--use-dynamic-base-id", "--concurrency", "1", "--log-level", "warn"],
    {
      stdio: ["ignore", "pipe", "pipe"],
    },
  );
  let log = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      log += text;
    });
  }
  const stop = async () => {
    await end(child);
    await remove();
  };
  try {
    await untilReady(child, admin, () => log);
  } catch (error) {
    await stop();
    throw error;
  }
  const at = (port: number) => `127.0.0.1:${port}`;
  return { public: at(web), operators: at(operators), admin: at(admin), log: () => log, stop };
}

async function untilReady(child: ChildProcess, admin: number, log: () => string): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    if (child.exitCode !== null) break;
    const state = await fetch(`http://127.0.0.1:${admin}/ready`).then(
      ({ status }) => status,
      () => 0,
    );
    if (state === 200) return;
    await sleep(50);
  }
  throw new Error(`Envoy does not come up:\n${log().slice(-3000)}`);
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  child.kill("SIGTERM");
  const late = setTimeout(() => child.kill("SIGKILL"), 5000);
  await ended;
  clearTimeout(late);
}

async function write(inputs: EnvoyInputs): Promise<{ path: string; remove(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), "platform-envoy-"));
  const path = join(folder, "envoy.json");
  await writeFile(path, JSON.stringify(envoyConfig(inputs)));
  return { path, remove: () => rm(folder, { recursive: true, force: true }) };
}

async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(
    Array.from({ length: count }, async () => {
      const server = createServer();
      await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
      return server;
    }),
  );
  const ports = servers.map((server) => (server.address() as { port: number }).port);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}
