import { expect, it } from "vitest";
import { readRange } from "./range.ts";

it.each([
  [undefined, undefined],
  ["bytes=0-", { first: 0, last: 9 }],
  ["bytes=2-4", { first: 2, last: 4 }],
  ["bytes=5-99", { first: 5, last: 9 }],
  ["bytes=-3", { first: 7, last: 9 }],
  ["bytes=-99", { first: 0, last: 9 }],
  ["bytes=10-", "none"],
  ["bytes=-0", "none"],
  ["bytes=4-2", undefined],
  ["bytes=0-1,4-5", undefined],
  ["lines=0-1", undefined],
  ["bytes=-", undefined],
  ["bytes=a-b", undefined],
])("of ten bytes, %s asks for %j", (header, range) => {
  expect(readRange(header, 10)).toEqual(range);
});
