import { describe, expect, it } from "vitest";
import { gapsIn } from "./gaps.ts";

const ids = ["g1", "g2", "_x_"];

describe("the gaps of a text", () => {
  it.each([
    ["Paris is the capital of [[g1]], on the [[g2]].", ["g1", "g2"]],
    ["[[g2]][[g1]] again [[g2]]", ["g2", "g1", "g2"]],
    ["**Answer:**[[g1]] and _[[_x_]]_", ["g1", "_x_"]],
    ["| a | b |\n|---|---|\n| [[g1]] | `x = [[g2]]` |", ["g1", "g2"]],
    ["```ts\nfor (const x [[g1]] list) {}\n```", ["g1"]],
    ["[[g1]](not an address) [[[g2]]]", ["g1", "g2"]],
    ["- [[g1]]\n- [ ] [[g2]]", ["g1", "g2"]],
  ])("%j are %j, in words and in code", (markdown, found) => {
    expect(gapsIn(markdown, ids)).toEqual(found);
  });

  it.each([
    ["of another name", "[[wiki]] and [[g1 ]]"],
    ["in maths", "$x = [[g1]]$\n\n$$\n[[g2]]\n$$"],
    ["in an address", "[here](https://example.org/[[g1]]) ![[[g1]]](asset:a.png)"],
    ["in HTML", '<input value="[[g1]]">\n\n<div>[[g2]]</div>'],
    ["in a diagram", "```mermaid\ngraph TD; A-->[[g1]]\n```"],
    ["that are signs of the text itself", "\ua490 \ua491"],
  ])("are none %s", (_where, markdown) => {
    expect(gapsIn(markdown, ids)).toEqual([]);
  });
});
