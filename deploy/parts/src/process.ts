import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync } from "node:fs";
import { mkdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { onPath } from "./find.ts";

/** A part that runs, as a process of its own. */
export interface Part {
  /** Where the services reach it. */
  url: string;
  /** Another number after each restart. */
  readonly pid: number;
  /** What it says goes there. */
  log: string;
  /** Sends a signal, SIGKILL unless said, and waits until the process is gone where the signal ends it. */
  kill(signal?: NodeJS.Signals): Promise<void>;
  /** Ends it as its makers mean it to be ended. */
  stop(): Promise<void>;
  /** Starts it again, stopped first where it runs, on the same ports and data; resolves once it answers. */
  restart(): Promise<void>;
}

/** How a part is run. */
export interface PartProcess {
  name: string;
  url: string;
  /** Where the log goes. */
  folder: string;
  command: string;
  args: string[];
  env?: NodeJS.ProcessEnv;
  /** Rejects until the part answers; told what the part has said since this start. */
  answers(said: () => Promise<string>): Promise<void>;
  startMs?: number;
}

/** Starts a part; resolves once it answers, and throws the end of its log where it does not. */
export async function startPart(process_: PartProcess): Promise<Part> {
  await mkdir(process_.folder, { recursive: true });
  const log = join(process_.folder, `${process_.name}.log`);
  let child = await start(process_, log);
  const isGone = () => child.exitCode !== null || child.signalCode !== null;

  async function kill(signal: NodeJS.Signals = "SIGKILL"): Promise<void> {
    if (isGone()) return;
    const gone = once(child, "exit");
    child.kill(signal);
    if (signal !== "SIGSTOP" && signal !== "SIGCONT") await gone;
  }

  async function stop(): Promise<void> {
    if (isGone()) return;
    const late = setTimeout(() => child.kill("SIGKILL"), stopMs);
    await kill("SIGTERM");
    clearTimeout(late);
  }

  return {
    url: process_.url,
    log,
    get pid() {
      return child.pid as number;
    },
    kill,
    stop,
    async restart() {
      await stop();
      child = await start(process_, log);
    },
  };
}

// They end with us, however we end.
const running = new Set<ChildProcess>();
process.once("exit", () => {
  for (const child of running) child.kill("SIGKILL");
});

const stopMs = 15_000;
const pollMs = 40;

async function start(part: PartProcess, log: string): Promise<ChildProcess> {
  const { size } = await stat(log).catch(() => ({ size: 0 }));
  const said = async () => (await readFile(log).catch(() => Buffer.alloc(0))).subarray(size).toString();
  const isTaken = await part.answers(said).then(
    () => true,
    () => false,
  );
  if (isTaken) throw new Error(`${part.name} cannot start: another already answers at ${part.url}`);
  const child = launch(part, log);
  running.add(child);
  child.once("exit", () => running.delete(child));
  let failure: unknown;
  child.once("error", (error) => {
    failure = error;
  });
  const deadline = Date.now() + (part.startMs ?? 20_000);
  for (;;) {
    const isUp = await part.answers(said).then(
      () => true,
      (error: unknown) => {
        failure ??= error;
        return false;
      },
    );
    const ended = child.pid === undefined || child.exitCode !== null || child.signalCode !== null;
    if (isUp && !ended) return child;
    if (ended || Date.now() > deadline) {
      child.kill("SIGKILL");
      const end = (await said()).trim().split("\n").slice(-15).join("\n");
      throw new Error(`${part.name} ${ended ? "ended at once" : "does not answer"}:\n${end}`, { cause: failure });
    }
    await delay(pollMs);
  }
}

function launch({ command, args, env }: PartProcess, log: string): ChildProcess {
  const file = openSync(log, "a");
  // Where the kernel can be asked to, it ends the part with whoever started it, even one that was killed itself.
  const setpriv = process.platform === "linux" ? onPath("setpriv") : undefined;
  const [program, ...words] = setpriv ? [setpriv, "--pdeathsig", "KILL", command, ...args] : [command, ...args];
  const child = spawn(program as string, words, { stdio: ["ignore", file, file], env: { ...process.env, ...env } });
  closeSync(file);
  return child;
}
