import { plainLine } from "./links.ts";

/** Characters. What stands behind them in a page is not found by its words. */
const most = 100_000;

/** A text without its marks, code and all, on one line: what searches look through and quote. */
export function plainText(markdown: string): string {
  const lines = markdown.slice(0, most * 2).split("\n");
  return lines
    .map(plainLine)
    .filter((line) => line !== "" && !/^[-=:\s]+$/.test(line))
    .join(" ")
    .slice(0, most);
}
