import { expect, it } from "vitest";
import { asksAway } from "./asks-away.ts";

it("lets diagrams draw what they hold, addresses in their words included", () => {
  expect(asksAway("flowchart LR\n  A[see https://example.org/] --> B[img 1]")).toBe(false);
  expect(asksAway("flowchart LR\n  A --> B\n  style A fill:#fff,stroke:#333")).toBe(false);
  expect(asksAway('flowchart LR\n  A["$$\\\\frac{1}{2}$$"]')).toBe(false);
});

it("holds back what would be loaded from elsewhere", () => {
  for (const line of [
    'A@{ img: "https://evil.invalid/x" }',
    'A@{ "img" : "https://evil.invalid/x" }',
    "style A fill:url(https://evil.invalid/x)",
    "classDef x fill:u\\72l(https://evil.invalid/x)",
    "%%{init: {'themeCSS': '@import x'}}%%",
  ]) {
    expect(asksAway(`flowchart LR\n  ${line}`), line).toBe(true);
  }
});
