import { expect, it } from "vitest";
import { shuffle, shuffleAround } from "./shuffle.ts";

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

it("leaves what is to keep its place where it stands", () => {
  const things = ["a", "b", "all", "c", "none"];
  const keeps = (thing: string) => thing === "all" || thing === "none";
  const orders = Array.from({ length: 200 }, (_, seed) => shuffleAround(things, keeps, String(seed)));
  expect(new Set(orders.map((order) => order.join(" ")))).toHaveProperty("size", 6);
  for (const order of orders)
    expect([order[2], order[4], [...order].sort()]).toEqual(["all", "none", [...things].sort()]);
  expect(shuffleAround(things, () => true, "x")).toEqual(things);
});
