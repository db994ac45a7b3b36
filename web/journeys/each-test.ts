import { afterAll, afterEach, beforeEach, expect } from "vitest";
import { leave, people, photograph } from "./person.ts";

let broken = false;

// A journey goes step by step: once one failed, what the next would say means nothing.
beforeEach(({ skip }) => skip(broken, "an earlier step failed"));

afterEach(async ({ task }) => {
  const faults = people.flatMap((person) => person.faults.splice(0));
  broken ||= task.result?.state === "fail" || faults.length > 0;
  if (broken && task.result?.state !== "skip") {
    for (const { name, page } of people) await photograph(page, `${task.name} ${name}`).catch(() => undefined);
  }
  expect(faults).toEqual([]);
});

afterAll(leave);
