import { Code, ConnectError } from "@connectrpc/connect";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { follow } from "./follow.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it("follows until a message is the end", async () => {
  const heard: number[] = [];
  async function* open() {
    yield 1;
    yield 2;
    yield 3;
  }
  const ends = (message: number) => heard.push(message) === 2;
  await follow(open, ends, new AbortController().signal, () => undefined);
  expect(heard).toEqual([1, 2]);
});

it("says that the line is down, and goes on where it comes back", async () => {
  const lost: boolean[] = [];
  let opened = 0;
  async function* open() {
    opened += 1;
    yield opened;
    if (opened === 1) throw new Error("cut");
  }
  const followed = follow(
    open,
    (message) => message === 2,
    new AbortController().signal,
    (down) => lost.push(down),
  );
  await vi.advanceTimersByTimeAsync(1999);
  expect(opened).toBe(1);
  await vi.advanceTimersByTimeAsync(1);
  await followed;
  expect(lost).toEqual([false, true, false]);
});

it("opens nothing more once the reader left", async () => {
  const left = new AbortController();
  let opened = 0;
  const failing = () => {
    opened += 1;
    left.abort();
    throw new Error("cut");
  };
  await follow(
    failing,
    () => false,
    left.signal,
    () => undefined,
  );
  expect(opened).toBe(1);
});

it("asks no more for what it was refused", async () => {
  const lost: boolean[] = [];
  let opened = 0;
  const refusing = () => {
    opened += 1;
    throw new ConnectError("There is no such page.", Code.NotFound);
  };
  await follow(
    refusing,
    () => false,
    new AbortController().signal,
    (down) => lost.push(down),
  );
  expect([opened, lost]).toEqual([1, []]);
});
