import { describe, expect, it } from "vitest";
import { readFrontMatter, writeFrontMatter } from "../front-matter.ts";
import { readHtml } from "./html.ts";
import { relink } from "./links.ts";
import { readOutline, readProperties } from "./logseq.ts";
import { planPages } from "./plan.ts";
import { resolverIn } from "./resolve.ts";

const tree = (paths: string[]) => planPages(paths).map(({ path, parent, name }) => [name, path, parent?.name ?? ""]);

describe("the pages of an archive", () => {
  it("are a tree of its folders, whose pages are their index or the file beside them", () => {
    expect(
      tree([
        "docs/10-end.md",
        "docs/2-guide/README.md",
        "docs/2-guide/a.md",
        "docs/api.md",
        "docs/api/get.html",
        "docs/bare/x.md",
        "docs/.git/y.md",
        "docs/picture.png",
      ]),
    ).toEqual([
      ["guide", "docs/2-guide/README.md", ""],
      ["a", "docs/2-guide/a.md", "guide"],
      ["end", "docs/10-end.md", ""],
      ["api", "docs/api.md", ""],
      ["get", "docs/api/get.html", "api"],
      ["bare", "", ""],
      ["x", "docs/bare/x.md", "bare"],
    ]);
    expect(tree(["a.md", "b/c.md"])).toEqual([
      ["a", "a.md", ""],
      ["b", "", ""],
      ["c", "b/c.md", "b"],
    ]);
  });

  it("are named as Logseq names them where it is a graph of its", () => {
    const paths = ["g/pages/Board___Tool.md", "g/pages/50%25 %2F off.md", "g/pages/100%.md"];
    expect(tree([...paths, "g/logseq/config.edn"]).map(([name]) => name)).toEqual([
      "pages",
      "50% / off",
      "100%",
      "Board/Tool",
    ]);
    expect(tree(paths).map(([name]) => name)).toEqual(["pages", "50%25 %2F off", "100%", "Board___Tool"]);
  });
});

describe("the properties of a page of Logseq", () => {
  it("are its settings, or are listed above its text", () => {
    const text =
      "title:: Board/Tool\nalias:: Pen, [[Brush]]\ntype:: [[Feature]]\nempty::\n\n- Text\n  collapsed:: true\n";
    expect(readProperties(text)).toEqual({
      data: { title: "Board/Tool", aliases: ["Pen", "Brush"] },
      body: "- **type:** [[Feature]]\n\n- Text\n  collapsed:: true\n",
    });
    expect(readProperties("- no:: head\n")).toEqual({ data: {}, body: "- no:: head\n" });
    expect(readProperties("icon:: 🧭\n- Text")).toEqual({ data: { icon: "🧭" }, body: "- Text" });
  });
});

describe("the outline of a page of Logseq", () => {
  it("has callouts, quotes and code as Markdown has them, and nothing that the outliner kept for itself", () => {
    const text = [
      "- #+BEGIN_NOTE",
      "  Live now.",
      "  #+END_NOTE",
      "- Text",
      "  collapsed:: true",
      "  id:: 6380a818-1a69-46f1-85f0-2b86fcba9b70",
      "\t- #+BEGIN_SRC js x",
      "\t  if (a) {",
      "\t    b",
      "\t  #+END_SRC",
      "#+begin_quote",
      "Words",
      "#+end_quote",
      "#+BEGIN_QUERY",
      "{}",
      "#+END_QUERY",
      "#+BEGIN_TIP",
      "```",
      "id:: code",
      "```",
    ];
    expect(readOutline(text.join("\n"))).toEqual({
      markdown: [
        "- > [!NOTE]",
        "  > Live now.",
        "- Text",
        "\t- ```js",
        "\t  if (a) {",
        "\t    b",
        "\t  ```",
        "> Words",
        "#+BEGIN_QUERY",
        "{}",
        "#+END_QUERY",
        "#+BEGIN_TIP",
        "```",
        "id:: code",
        "```",
      ].join("\n"),
      dropped: true,
    });
    expect(readOutline("a\nb")).toEqual({ markdown: "a\nb", dropped: false });
  });

  it("is read in little time, whatever is left open in it", () => {
    const start = performance.now();
    readOutline("#+BEGIN_NOTE\n".repeat(70_000));
    readOutline("- ".repeat(500_000));
    expect(performance.now() - start).toBeLessThan(1000);
  });
});

describe("the links of an imported text", () => {
  const paths = new Set(["docs/a.md", "docs/b c.md", "docs/img/схема.png", "docs/sub/README.md"]);
  const titles = new Map([
    ["docs/a.md", "Alpha"],
    ["docs/b c.md", "Beta"],
    ["docs/sub/README.md", "Sub"],
  ]);
  const find = resolverIn("docs/a.md", paths, titles);
  const rewritten = (text: string) => relink(text, find, (path) => path.slice(path.lastIndexOf("/") + 1));

  it("lead to pages and files again", () => {
    const read = rewritten(
      "[b](b%20c.md#h%201) [Beta](<b c.md>) [x](sub/) ![s](img/%D1%81%D1%85%D0%B5%D0%BC%D0%B0.png 'T') [o](https://x.y/a.md) [m](gone.md) `[b](a.md)` [self](#h)",
    );
    expect(read.markdown).toBe(
      `[[Beta#h 1|b]] [[Beta]] [[Sub|x]] ![s](file:${encodeURIComponent("схема.png")} 'T') [o](https://x.y/a.md) [m](gone.md) \`[b](a.md)\` [self](#h)`,
    );
    expect([...read.files]).toEqual(["docs/img/схема.png"]);
    expect(read.missing).toEqual(["gone.md"]);
  });

  it("never lead out of the archive", () => {
    expect(find("../../../etc/passwd")).toEqual({ missing: true });
    expect(find("/a.md")).toEqual({ missing: true });
    expect(find("/docs/a.md")).toEqual({ page: "Alpha" });
    expect(find("javascript:alert(1)")).toEqual({ outside: true });
  });

  it.each([
    ["brackets", "[".repeat(300_000)],
    ["links that are not closed", "[a](".repeat(100_000)],
    ["parentheses", `[a](${"(".repeat(300_000)}`],
    ["links", "[a](b) ".repeat(100_000)],
  ])("of many %s are read in little time", (_what, text) => {
    const start = performance.now();
    rewritten(text);
    expect(performance.now() - start).toBeLessThan(2000);
  });
});

describe("the head of a file", () => {
  it("is read, and written so that the text behind it stays byte for byte", () => {
    for (const body of ["", "text", "\n\ntext\r\n", "---\nx: 1\n---\n", "\ufeffx"]) {
      const data = { title: "Yes: #1", aliases: ["a", "null"] };
      expect(readFrontMatter(writeFrontMatter(data, body))).toEqual({ data, body, broken: false });
    }
    expect(readFrontMatter("no head")).toEqual({ data: {}, body: "no head", broken: false });
    expect(readFrontMatter("---\n: [\n---\nx")).toMatchObject({ broken: true });
    expect(readFrontMatter("---\n---\nx")).toMatchObject({ data: {}, body: "x" });
  });
});

describe("HTML", () => {
  it("becomes Markdown with a title", () => {
    const html = "<html><head><title>A &amp; B</title></head><body><h1>Hello</h1><p>x <b>y</b></p><ul><li>z</li></ul>";
    expect(readHtml(html)).toEqual({ title: "A & B", markdown: "# Hello\n\nx **y**\n\n- z", removed: false });
  });

  it("loses what could run", () => {
    const read = readHtml('<p onclick="x()">a<script>alert(1)</script><a href="java\tscript:alert(1)">b</a></p>');
    expect(read).toMatchObject({ removed: true });
    expect(read?.markdown).not.toMatch(/script|alert|onclick/);
    expect(readHtml("<div>".repeat(5000))).toBeUndefined();
  });
});
