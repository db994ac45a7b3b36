import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { performance } from "node:perf_hooks";

/** A platform that `npm start` started. */
export interface Started {
  origin: string;
  /** The demo people's. */
  password: string;
  /** Seconds from the command to the line that says ready. */
  seconds: number;
  /** Megabytes that the platform's process holds, PostgreSQL not counted. */
  memory(): number;
  stop(): Promise<void>;
}

const patienceMs = 60_000;

/** Does what `npm start` does, on ports of its own. */
export async function startPlatform(root: string, data: string): Promise<Started> {
  const port = await freePort();
  const args = ["tools/start.mjs", "--data", data, "--port", String(port), "--grpc-port", String(await freePort())];
  const began = performance.now();
  const child = spawn(process.execPath, args, { cwd: root, stdio: ["ignore", "pipe", "pipe"] });
  const words = await untilReady(child);
  const seconds = (performance.now() - began) / 1000;
  const pid = Number(readFileSync(join(data, "platform.lock"), "utf8"));
  return {
    origin: `http://localhost:${port}`,
    password: /with the password (\S+)/.exec(words)?.[1] ?? "",
    seconds,
    memory() {
      const [, kibibytes] = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
      return (Number(kibibytes) * 1024) / 1e6;
    },
    async stop() {
      const exited = once(child, "exit");
      child.kill("SIGTERM");
      await exited;
    },
  };
}

function untilReady(child: ChildProcess): Promise<string> {
  let words = "";
  return new Promise((resolve, reject) => {
    const giveUp = () => {
      child.kill("SIGTERM");
      reject(new Error(`The platform did not start:\n${words}`));
    };
    const late = setTimeout(giveUp, patienceMs);
    child.once("exit", giveUp);
    const hear = (chunk: Buffer) => {
      words += chunk;
      if (!/Ready in/.test(words)) return;
      clearTimeout(late);
      child.off("exit", giveUp);
      resolve(words);
    };
    child.stdout?.on("data", hear);
    child.stderr?.on("data", hear);
  });
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0);
  await once(server, "listening");
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, "close");
  return port;
}
