import { expect, it } from "vitest";
import { plain } from "./plain.ts";

it.each([
  ["**Which** `port`?", "Which port?"],
  ["See ![a map](asset:map.png) and [the rules](https://e.x/)", "See a map and the rules"],
  ["# Paris\n\nlies on the [[g1]] and is > [[g-2]]", "Paris lies on the …… and is ……"],
  ["", ""],
])("%j is the line %j", (markdown, line) => {
  expect(plain(markdown)).toBe(line);
});
