import { Redis } from "ioredis";
import { type Refusal, refuse } from "../refusal.ts";
import type { Logger } from "../telemetry/logger.ts";
import type { KeyValue } from "./key-value.ts";

// Redis runs a script alone, so that what it reads is still so when it writes.
const swap = `
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3])
return 1`;

// The server's own clock, since those of the processes differ; a limit that is full again is forgotten.
const take = `
local time = redis.call('TIME')
local now = time[1] * 1000 + time[2] / 1000
local burst = tonumber(ARGV[1])
local per_ms = tonumber(ARGV[2]) / 60000
local known = redis.call('HMGET', KEYS[1], 'tokens', 'at')
local tokens = burst
if known[1] then tokens = math.min(burst, tonumber(known[1]) + math.max(0, now - tonumber(known[2])) * per_ms) end
local wait = 0
if tokens >= 1 then tokens = tokens - 1 else wait = math.ceil((1 - tokens) / per_ms) end
redis.call('HSET', KEYS[1], 'tokens', tostring(tokens), 'at', string.format('%.3f', now))
redis.call('PEXPIRE', KEYS[1], math.ceil((burst - tokens) / per_ms) + 1)
return wait`;

interface Client extends Redis {
  platformSwap(key: string, expected: string, value: string, ttl: number): Promise<number>;
  platformTake(key: string, burst: number, perMinute: number): Promise<number>;
}

const patienceMs = 1000;
const waitMs = 800;

/**
 * The key-value store in Redis, shared by all processes: `redis://user:password@host:port/0?replicas=1`, or
 * `rediss://`. What is durable is so as far as Redis is: it must run with `appendonly yes` and `appendfsync always`, or
 * lose up to a second of what it acknowledged in a crash. With `replicas` it is acknowledged once so many replicas have
 * it, so that a failover to one of them loses nothing. While Redis is away each call is refused as
 * KEY_VALUE_UNAVAILABLE within a second.
 */
export async function openRedisKeyValue(url: string, log: Logger): Promise<KeyValue> {
  const replicas = Number(new URL(url).searchParams.get("replicas") ?? 0);
  const redis = connect(url, log);
  // WAIT holds up all that comes behind it on its connection.
  const patient = replicas > 0 ? connect(url, log) : undefined;
  await Promise.all([redis.connect(), patient?.connect()]).catch((cause: unknown) => {
    throw new Error(`Redis does not answer at ${new URL(url).host}`, { cause });
  });
  await tellWhatIsNotKept(redis, log);

  /** Writes; what is durable is acknowledged once the replicas have it as well. */
  async function write<T>(durable: boolean | undefined, command: (client: Client) => Promise<T>): Promise<T> {
    if (!durable || !patient) return ask(command(redis));
    const [answer, reached] = await ask(Promise.all([command(patient), patient.wait(replicas, waitMs)]));
    if (reached < replicas) throw away(new Error(`${reached} of ${replicas} replicas have it`));
    return answer;
  }

  return {
    async get(key) {
      return (await ask(redis.get(key))) ?? undefined;
    },
    async set(key, value, { ttl, durable }) {
      await write(durable, (client) => client.set(key, value, "PX", wholeMs(ttl)));
    },
    async add(key, value, { ttl, durable }) {
      return (await write(durable, (client) => client.set(key, value, "PX", wholeMs(ttl), "NX"))) === "OK";
    },
    async swap(key, expected, value, { ttl, durable }) {
      return (await write(durable, (client) => client.platformSwap(key, expected, value, wholeMs(ttl)))) === 1;
    },
    async delete(key) {
      await write(true, (client) => client.del(key));
    },
    async take(key, { perMinute, burst }) {
      const retryAfterMs = await ask(redis.platformTake(`limit:${key}`, burst, perMinute));
      return { allowed: retryAfterMs === 0, retryAfterMs };
    },
    async close() {
      for (const client of [redis, patient]) await client?.quit().catch(() => client.disconnect());
    },
  };
}

function connect(url: string, log: Logger): Client {
  const client = new Redis(url, {
    // A call that waits for a connection to come back would wait longer than its caller.
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    commandTimeout: patienceMs,
    connectTimeout: patienceMs,
    retryStrategy: (times) => Math.min(50 * 2 ** Math.min(times, 5), patienceMs),
    // After a failover the address leads to another server, while the old one is a replica of it.
    reconnectOnError: ({ message }) => message.startsWith("READONLY"),
    lazyConnect: true,
    scripts: {
      platformSwap: { lua: swap, numberOfKeys: 1 },
      platformTake: { lua: take, numberOfKeys: 1 },
    },
  }) as Client;
  let isAway = false;
  client.on("error", (err) => {
    if (!isAway) log.warn({ err }, "Redis is away; trying again");
    isAway = true;
  });
  client.on("ready", () => {
    if (isAway) log.info("Redis is back");
    isAway = false;
  });
  return client;
}

async function ask<T>(command: Promise<T>): Promise<T> {
  try {
    return await command;
  } catch (cause) {
    throw away(cause);
  }
}

function away(cause: unknown): Refusal {
  return refuse.unavailable("KEY_VALUE_UNAVAILABLE", "The key-value store does not answer; try again.", {
    cause,
    retryAfterMs: patienceMs,
  });
}

/** Redis refuses an entry that ends before it begins; here it ends at once. */
function wholeMs(ttl: number): number {
  return Math.max(1, Math.ceil(ttl));
}

async function tellWhatIsNotKept(redis: Redis, log: Logger): Promise<void> {
  // A managed Redis does not let its settings be read.
  const settings = await redis.config("GET", "append*").catch(() => undefined);
  if (!Array.isArray(settings)) return;
  const value = (name: string) => settings[settings.indexOf(name) + 1];
  if (value("appendonly") === "yes" && value("appendfsync") === "always") return;
  log.warn("Redis would lose sessions in a crash; set `appendonly yes` and `appendfsync always`");
}
