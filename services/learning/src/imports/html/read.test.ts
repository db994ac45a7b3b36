import { describe, expect, it } from "vitest";
import { readHtmlText } from "./read.ts";

const scope = { asset: () => undefined, titleOf: () => undefined };
const read = (html: string) => {
  const { markdown, changes } = readHtmlText(html, scope);
  return [markdown, changes.map(({ reason }) => reason)];
};

describe("a formula", () => {
  it("in MathML becomes one in TeX: its author's own, or a translation", () => {
    expect(read("<p>So <math><mfrac><mn>1</mn><msqrt><mi>x</mi></msqrt></mfrac></math>.</p>")).toEqual([
      "So $\\frac{1}{\\sqrt{x}}$.",
      [],
    ]);
    const beside =
      '<math display="block"><semantics><mrow><mi>a</mi></mrow><annotation encoding="application/x-tex">a_1</annotation></semantics></math>';
    expect(read(`<p>So ${beside}</p>`)).toEqual(["So\n\n$$\na_1\n$$", []]);
    expect(read('<math><mi>a</mi><mo>&lt;</mo><mtext class="x&quot;y">if</mtext></math>')).toEqual([
      "$a < \\text{if}$",
      [],
    ]);
  });

  it("in MathML that says nothing or too much is dropped, and said to be", () => {
    expect(read("<p>So <math></math></p>")).toEqual(["So", ["FORMULA_DROPPED"]]);
    expect(read("<p>So <math><mtext>a<script>steal()</script></mtext></math></p>")).toEqual(["So $\\text{a}$", []]);
    expect(read(`<p>So <math>${"<mi>x</mi>".repeat(3000)}</math></p>`)).toEqual(["So", ["FORMULA_DROPPED"]]);
    expect(read(`<p>So <math>${"<mrow>".repeat(300)}</math></p>`)[1]).toEqual(["HTML_TOO_LARGE"]);
  });

  it("that Canvas drew as a picture is written again", () => {
    const picture = '<img class="equation_image" src="/equation_images/x%255E2" alt="x^2" data-equation-content="x^2">';
    expect(read(`<p>Take ${picture}.</p>`)).toEqual(["Take $x^2$.", []]);
  });
});

describe("a page", () => {
  it("of very many tags is left out, and said to be, before anybody has to wait for it", () => {
    expect(read("<b><i>x</i></b> ".repeat(60_000))).toEqual(["", ["HTML_TOO_LARGE"]]);
    expect(read("<B>x".repeat(20_001))[1]).toEqual(["HTML_TOO_LARGE"]);
  });

  it("of a thousand paragraphs is read whole", () => {
    const [markdown, reasons] = read("<p>So it <b>is</b>.</p>".repeat(1000));
    expect(markdown).toBe(Array(1000).fill("So it **is**.").join("\n\n"));
    expect(reasons).toEqual([]);
  });
});
