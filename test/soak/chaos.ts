import { randomInt } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { createTopics } from "@platform/mesh/topics";
import { freePorts, type Part, startKafka, startPart, startPostgres, startRedis } from "@platform/parts";
import { Redis } from "ioredis";
import postgres from "postgres";

/** How long and how hard. */
export interface Chaos {
  /** The repository. */
  root: string;
  /** The bundled program. */
  program: string;
  events: number;
  kills: number;
  /** Milliseconds between a restart and the next kill, about. */
  pauseMs: number;
  progress?(step: string): void;
}

/** What came of it. */
export interface Toll {
  events: number;
  kills: Record<string, number>;
  lost: number;
  twice: number;
  outOfOrder: number;
  /** Notes that Redis acknowledged and has not. */
  forgotten: number;
  /** Seconds from the end of the last restart, or of the writing where that came later, to the last effect. */
  drainedIn: number;
}

const writers = 20;
const patienceMs = 180_000;

/** Events flow from two producers to two consumers while what they stand on is killed, one after another. */
export async function runChaos({
  root,
  program,
  events,
  kills,
  pauseMs,
  progress = () => undefined,
}: Chaos): Promise<Toll> {
  const folder = await mkdtemp(join(tmpdir(), "platform-soak-"));
  const parts: Part[] = [];
  const add = async (starting: Promise<Part>): Promise<Part> => {
    const part = await starting;
    parts.push(part);
    return part;
  };
  try {
    const server = await add(startPostgres({ folder, password: "soak" }));
    const redis = await add(startRedis({ folder }));
    const kafka = await add(startKafka({ folder }));
    await createTopics([new URL(kafka.url).host], 1);
    const perWriter = Math.ceil(events / writers);
    const keys = Array.from({ length: writers }, (_, n) => `writer-${n}`);
    const env = {
      PLATFORM_ROOT: root,
      PLATFORM_DATABASE_URL: server.url,
      PLATFORM_EVENTS_URL: kafka.url,
      PLATFORM_KEY_VALUE_URL: redis.url,
      PLATFORM_BLOBS_URL: pathToFileURL(join(folder, "blobs")).href,
      PLATFORM_SECRET: "a secret of the soak alone, long enough to be one",
      PLATFORM_GRPC_PORT: "0",
      EVENTS: String(perWriter),
    };
    const [...admin] = await freePorts(4);
    const start = (name: string, more: Record<string, string>) =>
      add(startProgram(name, program, folder, admin.pop() as number, { ...env, ...more }));
    const victims: Record<string, Part[]> = { broker: [kafka], PostgreSQL: [server], Redis: [redis] };
    victims.consumer = [
      await start("listener-0", { ROLE: "listener" }),
      await start("listener-1", { ROLE: "listener" }),
    ];
    victims.relay = [
      await start("producer-0", { ROLE: "producer", WRITERS: keys.filter((_, n) => n % 2 === 0).join() }),
      await start("producer-1", { ROLE: "producer", WRITERS: keys.filter((_, n) => n % 2 === 1).join() }),
    ];

    const killed: Record<string, number> = {};
    // Each kind comes first once, then whichever.
    const order = Object.keys(victims);
    for (let n = 0; n < kills; n++) {
      await sleep(pauseMs * (0.5 + Math.random()));
      const kind = order[n] ?? (order[randomInt(order.length)] as string);
      const among = victims[kind] as Part[];
      const victim = among[randomInt(among.length)] as Part;
      progress(`${n + 1} of ${kills}: SIGKILL to ${kind}`);
      await victim.kill("SIGKILL");
      await sleep(randomInt(200, 2000));
      await victim.restart();
      killed[kind] = (killed[kind] ?? 0) + 1;
    }
    progress("all kills are done; waiting for the rest");
    const drained = await drain(server.url, perWriter * writers);
    return {
      events: perWriter * writers,
      kills: killed,
      ...(await compare(server.url, redis.url)),
      drainedIn: drained,
    };
  } finally {
    for (const part of parts.reverse()) await part.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

function startProgram(
  name: string,
  program: string,
  folder: string,
  admin: number,
  env: Record<string, string>,
): Promise<Part> {
  return startPart({
    name,
    url: "",
    folder,
    command: process.execPath,
    args: ["--enable-source-maps", program],
    env: { ...env, PLATFORM_ADMIN_PORT: String(admin) },
    startMs: 60_000,
    async answers() {
      const { ok } = await fetch(`http://127.0.0.1:${admin}/healthz`);
      if (!ok) throw new Error(`${name} does not live`);
    },
  });
}

/** Seconds until each written event has its effect, from when all are written. */
async function drain(url: string, all: number): Promise<number> {
  const count = async (service: string, table: string) => {
    const sql = postgres(url.replace("{service}", service), { max: 1 });
    try {
      const [row] = await sql.unsafe<{ n: number }[]>(`select count(*)::int as n from ${table}`);
      return row?.n ?? 0;
    } finally {
      await sql.end();
    }
  };
  let since = performance.now();
  const late = since + patienceMs;
  while ((await count("producer", "ledger")) < all) {
    if (performance.now() > late) throw new Error("The producers do not come to an end");
    await sleep(100);
    since = performance.now();
  }
  while ((await count("listener", "effects")) < all) {
    if (performance.now() > late) break;
    await sleep(100);
  }
  return (performance.now() - since) / 1000;
}

/** Holds the producers' ledger against the consumers' effects, and the notes against the key-value store. */
async function compare(
  url: string,
  redisUrl: string,
): Promise<Pick<Toll, "lost" | "twice" | "outOfOrder" | "forgotten">> {
  const read = async <T extends object>(service: string, query: string): Promise<T[]> => {
    const sql = postgres(url.replace("{service}", service), { max: 1 });
    try {
      return [...(await sql.unsafe<T[]>(query))];
    } finally {
      await sql.end();
    }
  };
  const ledger = await read<{ key: string; n: number; noted: boolean }>("producer", "select key, n, noted from ledger");
  const effects = await read<{ key: string; n: number }>("listener", "select key, n from effects order by at");
  const seen = new Set<string>();
  const newest = new Map<string, number>();
  let twice = 0;
  let outOfOrder = 0;
  for (const { key, n } of effects) {
    const id = `${key}:${n}`;
    if (seen.has(id)) twice++;
    else if (n < (newest.get(key) ?? -1)) outOfOrder++;
    seen.add(id);
    newest.set(key, Math.max(n, newest.get(key) ?? -1));
  }
  const lost = ledger.filter(({ key, n }) => !seen.has(`${key}:${n}`)).length;
  const redis = new Redis(redisUrl);
  const notes = ledger.filter(({ noted }) => noted).map(({ key, n }) => `soak:${key}:${n}`);
  const kept = notes.length > 0 ? await redis.mget(notes) : [];
  await redis.quit();
  return { lost, twice, outOfOrder, forgotten: kept.filter((value) => value === null).length };
}
