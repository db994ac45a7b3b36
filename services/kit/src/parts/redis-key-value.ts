import { Redis } from "ioredis";
import { refuse } from "../refusal.ts";
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

interface Scripts {
  platformSwap(key: string, expected: string, value: string, ttl: number): Promise<number>;
  platformTake(key: string, burst: number, perMinute: number): Promise<number>;
}

const patienceMs = 1000;

/**
 * The key-value store in Redis, shared by all processes. What is durable is so as far as Redis is: it must run with
 * `appendonly yes` and `appendfsync always`, or lose up to a second of what it acknowledged in a crash. While it is
 * away each call is refused as KEY_VALUE_UNAVAILABLE within a second.
 */
export async function openRedisKeyValue(url: string, log: Logger): Promise<KeyValue> {
  const redis = new Redis(url, {
    // A call that waits for a connection to come back would wait longer than its caller.
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    commandTimeout: patienceMs,
    connectTimeout: patienceMs,
    retryStrategy: (times) => Math.min(50 * 2 ** Math.min(times, 5), patienceMs),
    lazyConnect: true,
    scripts: {
      platformSwap: { lua: swap, numberOfKeys: 1 },
      platformTake: { lua: take, numberOfKeys: 1 },
    },
  }) as Redis & Scripts;
  let away = false;
  redis.on("error", (err) => {
    if (!away) log.warn({ err }, "Redis is away; trying again");
    away = true;
  });
  redis.on("ready", () => {
    if (away) log.info("Redis is back");
    away = false;
  });
  await redis.connect().catch((cause: unknown) => {
    throw new Error(`Redis does not answer at ${new URL(url).host}`, { cause });
  });
  await tellWhatIsNotKept(redis, log);

  async function ask<T>(command: Promise<T>): Promise<T> {
    try {
      return await command;
    } catch (cause) {
      throw refuse.unavailable("KEY_VALUE_UNAVAILABLE", "The key-value store does not answer; try again.", {
        cause,
        retryAfterMs: patienceMs,
      });
    }
  }

  return {
    async get(key) {
      return (await ask(redis.get(key))) ?? undefined;
    },
    async set(key, value, { ttl }) {
      await ask(redis.set(key, value, "PX", Math.ceil(ttl)));
    },
    async add(key, value, { ttl }) {
      return (await ask(redis.set(key, value, "PX", Math.ceil(ttl), "NX"))) === "OK";
    },
    async swap(key, expected, value, { ttl }) {
      return (await ask(redis.platformSwap(key, expected, value, Math.ceil(ttl)))) === 1;
    },
    async delete(key) {
      await ask(redis.del(key));
    },
    async take(key, { perMinute, burst }) {
      const retryAfterMs = await ask(redis.platformTake(`limit:${key}`, burst, perMinute));
      return { allowed: retryAfterMs === 0, retryAfterMs };
    },
    async close() {
      await redis.quit().catch(() => redis.disconnect());
    },
  };
}

async function tellWhatIsNotKept(redis: Redis, log: Logger): Promise<void> {
  // A managed Redis does not let its settings be read.
  const settings = await redis.config("GET", "append*").catch(() => undefined);
  if (!Array.isArray(settings)) return;
  const value = (name: string) => settings[settings.indexOf(name) + 1];
  if (value("appendonly") === "yes" && value("appendfsync") === "always") return;
  log.warn("Redis would lose sessions in a crash; set `appendonly yes` and `appendfsync always`");
}
