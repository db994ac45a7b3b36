import { expect, it } from "vitest";
import { newestOf, newSince } from "./new-since.ts";

const anna = { id: "0193-1", by: "Anna", own: false };
const me = { id: "0193-2", by: "Me", own: true };
const ivan = { id: "0193-3", by: "Ivan", own: false };

it("what is new is what others said after the newest that was there, in any order", () => {
  expect(newSince([ivan, anna, me], newestOf([anna]))).toEqual([ivan]);
  expect(newSince([me, anna], newestOf([anna]))).toEqual([]);
  expect(newSince([anna, ivan], newestOf([ivan, anna]))).toEqual([]);
});

it("in a list that was empty all is new", () => {
  expect(newSince([anna], newestOf([]))).toEqual([anna]);
});
