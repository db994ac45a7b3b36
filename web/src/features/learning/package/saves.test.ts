import { setTimeout as sleep } from "node:timers/promises";
import { expect, it } from "vitest";
import { type Outcome, openSaves } from "./saves.ts";

function watched(outcomes: Outcome[] = [], lasting = 5) {
  const sent: [string, number][] = [];
  const kept: boolean[] = [];
  const saves = openSaves({
    everyMs: 30,
    retryMs: 10,
    async send({ said = "" }, sequence) {
      sent.push([said, sequence]);
      await sleep(lasting);
      return outcomes.shift() ?? "kept";
    },
    onKept: (now) => kept.push(now),
  });
  return { saves, sent, kept };
}

it("the first word is sent at once, and of the next ones the newest", async () => {
  const { saves, sent, kept } = watched();
  for (const said of ["a", "b", "c", "c"]) saves.say({ said });
  expect(sent).toEqual([["a", 1]]);
  await sleep(80);
  expect(sent).toEqual([
    ["a", 1],
    ["c", 2],
  ]);
  expect(kept.at(-1)).toBe(true);
});

it("what was said already is not sent again", async () => {
  const { saves, sent } = watched();
  saves.say({ said: "a" });
  await sleep(60);
  saves.say({ said: "a" });
  await sleep(60);
  expect(sent).toHaveLength(1);
});

it("what was not kept is tried again, unless something newer was said", async () => {
  const { saves, sent, kept } = watched(["again", "again"]);
  saves.say({ said: "a" });
  await sleep(20);
  saves.say({ said: "b" });
  await sleep(100);
  expect(sent.at(-1)?.[0]).toBe("b");
  expect(sent.map(([, sequence]) => sequence)).toEqual(sent.map((_, at) => at + 1));
  expect(kept.at(-1)).toBe(true);
});

it("nothing is sent any more once it can never be kept", async () => {
  const { saves, sent, kept } = watched(["never"]);
  saves.say({ said: "a" });
  await sleep(20);
  saves.say({ said: "b" });
  await sleep(60);
  expect([sent, kept.at(-1)]).toEqual([[["a", 1]], false]);
});

it("what waits is sent without waiting where it is wanted, beside what is under way where there is no time", async () => {
  const { saves, sent } = watched([], 20);
  saves.say({ said: "a" });
  saves.say({ said: "b" });
  await saves.flush();
  expect(sent.map(([said]) => said)).toEqual(["a", "b"]);
  saves.say({ said: "c" });
  await sleep(35);
  saves.say({ said: "d" });
  saves.hurry();
  expect(sent.map(([said]) => said).at(-1)).toBe("d");
});
