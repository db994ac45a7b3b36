import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** The platform as `npm start` runs it, once it is built. */
export interface Launched {
  process: ChildProcess;
  /** All that it said. */
  words(): string;
  /** Resolves with the exit code, or with the signal that ended it. */
  ended: Promise<number | NodeJS.Signals>;
  /** Resolves once it has said a word; rejects when it ends before. */
  says(word: string): Promise<void>;
}

/** Starts the built platform with flags. */
export function launch(...flags: string[]): Launched {
  const main = join(root, "deploy/embedded/dist/main.js");
  const child = spawn(process.execPath, ["--enable-source-maps", main, ...flags], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, PLATFORM_ROOT: root },
  });
  let words = "";
  const listeners = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on("data", (chunk: Buffer) => {
      words += chunk;
      for (const listener of listeners) listener();
    });
  }
  const ended = once(child, "exit").then(([code, signal]) => (code ?? signal) as number | NodeJS.Signals);
  return {
    process: child,
    words: () => words,
    ended,
    says: (word) =>
      new Promise((resolve, reject) => {
        const look = () => words.includes(word) && resolve();
        listeners.add(look);
        look();
        ended.then((code) => reject(new Error(`It ended with ${code} before it said ${word}:\n${words}`)));
      }),
  };
}

/** A port that nobody has. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, "close");
  return port;
}
