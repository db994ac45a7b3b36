import { expect, it } from "vitest";
import { shuffle } from "./shuffle.ts";

it("keeps a learner's order, and gives every order its chance among learners", () => {
  const things = ["a", "b", "c"];
  const counts = new Map<string, number>();
  for (let learner = 0; learner < 3000; learner++) {
    const order = shuffle(things, `learner-${learner}`).join("");
    expect(shuffle(things, `learner-${learner}`).join("")).toBe(order);
    counts.set(order, (counts.get(order) ?? 0) + 1);
  }
  expect(counts.size).toBe(6);
  for (const count of counts.values()) expect(count).toBeGreaterThan(400);
});
