import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { ask } from "./ask.ts";
import { demandPart } from "./find.ts";
import { freePort } from "./port.ts";
import { type Part, startPart } from "./process.ts";

interface RedisOptions {
  /** Its data and its log. */
  folder: string;
  port?: number;
}

/** Starts a Redis that has written what it acknowledged: a kill loses nothing of it. */
export async function startRedis(options: RedisOptions): Promise<Part> {
  const command = demandPart("redis-server");
  const port = options.port ?? (await freePort());
  const data = join(options.folder, "redis");
  await mkdir(data, { recursive: true });
  const settings: Record<string, string> = {
    port: String(port),
    bind: "127.0.0.1",
    dir: data,
    appendonly: "yes",
    appendfsync: "always",
    // The log of writes has it all; snapshots would only cost.
    save: "",
  };
  return startPart({
    name: "redis",
    url: `redis://127.0.0.1:${port}`,
    folder: options.folder,
    command,
    args: Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value]),
    async answers() {
      const answer = await ask(port, "PING\r\n");
      if (!answer.startsWith("+PONG")) throw new Error(`Redis answers with ${answer.trim()}`);
    },
  });
}
