import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, it } from "vitest";
import { demandPart } from "../src/find.ts";
import { startRedis } from "../src/redis.ts";
import { describePart } from "../src/testing.ts";
import { temporary } from "./temporary.ts";

describePart("Redis", "redis-server", async () => {
  const { folder, keep } = await temporary();
  const say = async (url: string, ...words: string[]) =>
    (await promisify(execFile)(demandPart("redis-cli"), ["-u", url, ...words])).stdout.trim();

  it("keeps what it acknowledged when it is killed, and comes back on its port as another process", async () => {
    const redis = keep(await startRedis({ folder }));
    expect(await say(redis.url, "set", "session", "kept")).toBe("OK");
    const before = redis.pid;
    await redis.kill();
    await expect(say(redis.url, "get", "session")).rejects.toThrow();
    await redis.restart();
    expect(redis.pid).not.toBe(before);
    expect(await say(redis.url, "get", "session")).toBe("kept");
  });

  it("says why it did not start", async () => {
    const redis = keep(await startRedis({ folder }));
    const port = Number(new URL(redis.url).port);
    await expect(startRedis({ folder: `${folder}/second`, port })).rejects.toThrow("another already answers");
  });

  it("is gone once it is stopped", async () => {
    const redis = keep(await startRedis({ folder }));
    await redis.stop();
    expect(() => process.kill(redis.pid, 0)).toThrow("ESRCH");
    await expect(say(redis.url, "ping")).rejects.toThrow();
  });
});
