import { pino } from "pino";
import { describe, expect, it } from "vitest";
import { createKnownLag } from "./known-lag.ts";

const log = pino({ enabled: false });
const never = new Promise<Map<string, number>>(() => undefined);

/** Answers with one word after another, and counts the questions. */
function logThatSays(...words: (() => Promise<Map<string, number>>)[]) {
  const asked: string[] = [];
  const lag = (group: string) => words[asked.push(group) - 1]?.() ?? never;
  return { asked, lag };
}

async function within(ms: number, work: Promise<Map<string, number>>) {
  const began = performance.now();
  const lag = await work;
  expect(performance.now() - began).toBeLessThan(ms);
  return [...lag];
}

describe("the lag that a probe is told", () => {
  it("is the last known within two seconds where the log is silent, which is not asked twice at once", async () => {
    const events = logThatSays(async () => new Map([["users", 3]]));
    const lag = createKnownLag(events, log);
    expect(await within(500, lag("news", ["users"]))).toEqual([["users", 3]]);
    const probes = [lag("news", ["users"]), lag("news", ["users"])];
    for (const probe of probes) expect(await within(2000, probe)).toEqual([["users", 3]]);
    expect(events.asked).toEqual(["news", "news"]);
  });

  it("is none within two seconds where nothing is known", async () => {
    expect(await within(2000, createKnownLag(logThatSays(), log)("news", ["users"]))).toEqual([]);
  });

  it("is none at once where the log fails, and what it says once it is back", async () => {
    const fails = () => Promise.reject(new Error("away"));
    const lag = createKnownLag(
      logThatSays(fails, async () => new Map([["users", 1]])),
      log,
    );
    expect(await within(500, lag("news", ["users"]))).toEqual([]);
    expect(await within(500, lag("news", ["users"]))).toEqual([["users", 1]]);
  });
});
