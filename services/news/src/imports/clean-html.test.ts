import { describe, expect, it } from "vitest";
import { renderHtml } from "../markdown/render.ts";
import { cleanHtml, longestHtml, wordsOnly } from "./clean-html.ts";

const base = "https://elsewhere.example/posts/one";

describe("strangers' HTML", () => {
  it("becomes Markdown with whole links, and pictures become links", () => {
    const html = '<p>See <a href="../two?a=1">two</a> and <em>go</em>.</p><p><img src="/x.png" alt="A mast"></p>';
    expect(cleanHtml(html, base).markdown).toBe(
      "See [two](https://elsewhere.example/two?a=1) and _go_.\n\n[A mast](https://elsewhere.example/x.png)",
    );
  });

  it.each([
    "<script>alert(1)</script><p>fine</p>",
    "<img src=x onerror=alert(1)>",
    '<a href="javascript:alert(1)">a</a>',
    '<a href="java\nscript:alert(1)">a</a>',
    '<a href="data:text/html,<script>alert(1)</script>">a</a>',
    '<img src="data:image/svg+xml;base64,PHN2ZyBvbmxvYWQ9YWxlcnQoMSk+" alt="a">',
    '<iframe src="https://evil.example"></iframe>',
    "<svg onload=alert(1)><a xlink:href=javascript:alert(1)>x</a></svg>",
    "<style>body{background:url(javascript:alert(1))}</style>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "[a](javascript:alert(1))",
    '<math><mtext><table><mglyph><style><img src onerror="alert(1)">',
    '<a href="https://x.y/)[a](javascript:alert(1)">a</a>',
  ])("lets nothing run of %j, even once it is rendered", (hostile) => {
    const rendered = renderHtml(cleanHtml(hostile, base).markdown);
    expect(rendered).not.toMatch(/<(script|iframe|svg|style|img|math)/i);
    expect(rendered).not.toMatch(/href="(?!https?:)/i);
    expect(rendered.replace(/"[^"]*"/g, "")).not.toMatch(/<[^>]*\son\w+=/i);
  });

  it("is cut where it is long, and keeps what is said however deep", () => {
    expect(cleanHtml("x".repeat(longestHtml + 1), base)).toMatchObject({ cut: true });
    expect(cleanHtml(`${"<div>".repeat(2000)}deep`, base)).toEqual({ cut: false, markdown: "deep" });
  });

  it("has words, on one line and not too many", () => {
    expect(wordsOnly("Fish &amp; <b>chips</b>\n for 1 < 2", 99)).toBe("Fish & chips for 1 < 2");
    expect(wordsOnly("a".repeat(99), 10)).toBe("aaaaaaaaa…");
  });

  const long = (piece: string) => piece.repeat(longestHtml).slice(0, longestHtml);
  it.each([
    ["words", long("<p>Some <b>bold</b> words and <a href='/x'>a link</a>.</p>")],
    ["angles", long("<")],
    ["closing tags", long("</b>")],
    ["open paragraphs", long("<p>")],
    ["formatting that crosses", long("<b><i></b></i>")],
    ["words in formatting that crosses", long("<b>a<i>b</b>c</i>")],
    ["links side by side", long("<a href=x>y</a>")],
    ["links in links", long("<a></p>")],
    ["list items", long("<li>")],
    ["table cells", `<table>${long("<td>")}`.slice(0, longestHtml)],
    ["tables without end", long("<table></p>")],
    ["attributes", `<a ${long("a=1 ")}`.slice(0, longestHtml)],
    ["references", long("&amp;")],
    ["comments", long("<!--")],
    ["stars", long("* _ ` [ ")],
    ["breaks", long("<br>")],
  ])("of the greatest length, full of %s, takes little time", (_what, html) => {
    const times = [0, 1].map(() => {
      const start = performance.now();
      cleanHtml(html, base);
      wordsOnly(html, 200);
      return Math.round(performance.now() - start);
    });
    expect(Math.min(...times)).toBeLessThan(500);
  });
});
