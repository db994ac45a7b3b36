import { markdownLanguage } from "@codemirror/lang-markdown";
import { expect, it } from "vitest";
import { drawnIn } from "./drawn-in.ts";

function drawn(text: string): string[] {
  const slice = (from: number, to: number) => text.slice(from, to);
  return drawnIn(markdownLanguage.parser.parse(text), slice).map(({ from, to }) => slice(from, to));
}

const table = "| a | b |\n| --- | --- |\n| 1 | 2 |";
const diagram = "```mermaid\nflowchart LR\n  A --> B\n```";
const formula = "$$\nx^2\n$$";

it("draws tables, diagrams and formulas of their own", () => {
  expect(drawn(["# Top", table, "words", diagram, formula, "$$x$$"].join("\n\n"))).toEqual([
    table,
    diagram,
    formula,
    "$$x$$",
  ]);
});

it("leaves words, other code, formulas in a line and what stands in a quote as text", () => {
  expect(
    drawn(["It costs $$5 or $x$.", "```ts\nmermaid\n```", `> ${formula.replaceAll("\n", "\n> ")}`].join("\n\n")),
  ).toEqual([]);
  expect(drawn("```mermaid\nflowchart LR")).toHaveLength(1);
});
