import { monitorEventLoopDelay } from "node:perf_hooks";
import { GaveUp, Thread } from "@platform/kit/threads";
import { afterEach, describe, expect, it } from "vitest";

const quiet = new AbortController().signal;
let thread: Thread<string, number>;
const open = (ms: number) => {
  thread = new Thread(new URL("./hostile.thread.ts", import.meta.url), { ms, heapMegabytes: 64 });
  return thread;
};
afterEach(() => thread.close());

describe("a thread", () => {
  it("answers questions in their order", async () => {
    open(20_000);
    expect(await Promise.all([thread.ask("add", quiet), thread.ask("add", quiet)])).toEqual([4, 4]);
  });

  it("gives up what takes too long, while everybody else is answered, and answers the next question", async () => {
    open(3_000);
    expect(await thread.ask("add", quiet)).toBe(4);
    const delay = monitorEventLoopDelay({ resolution: 5 });
    delay.enable();
    await expect(thread.ask("spin", quiet)).rejects.toThrow(GaveUp);
    delay.disable();
    expect(delay.percentile(99) / 1e6).toBeLessThan(100);
    expect(await thread.ask("add", quiet)).toBe(4);
  });

  it("gives up what needs too much memory or stack", async () => {
    open(20_000);
    await expect(thread.ask("fill", quiet)).rejects.toThrow(GaveUp);
    await expect(thread.ask("dive", quiet)).rejects.toThrow(GaveUp);
    expect(await thread.ask("add", quiet)).toBe(4);
  });

  it("tells a fault from what it gave up", async () => {
    const asked = open(20_000).ask("fail", quiet);
    await expect(asked).rejects.toThrow("a fault of ours");
    await expect(asked).rejects.not.toBeInstanceOf(GaveUp);
  });

  it("stops where the asker does, with the asker's reason", async () => {
    const asker = new AbortController();
    const asked = open(20_000).ask("spin", asker.signal);
    setTimeout(() => asker.abort(new Error("the job was cancelled")), 100);
    await expect(asked).rejects.toThrow("the job was cancelled");
  });
});
