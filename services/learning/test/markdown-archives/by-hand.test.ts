import { describe, expect, it } from "vitest";
import { read } from "./archives.ts";

describe("a course that is written by hand", () => {
  it("needs no ids, and takes what lies beside its lessons", async () => {
    const {
      content,
      assets: files,
      report,
    } = await read({
      "my-course/course.md":
        "---\ntitle: Git\nlanguage: en\ngrading:\n  pass_score: 0.5\n  categories:\n    - name: Quiz\n---\nLearn ![git](assets/git.png)\n",
      "my-course/assets/git.png": "png",
      "my-course/2-branches/1-why.md":
        "# Why branch\n\nSee ![tree](pics/tree.png) and [the next](2-how.md).\n\n```question\nkind: single\nprompt: Which?\nchoices:\n  - text: One\n    right: true\n  - Two\n```\n\nMore.\n",
      "my-course/2-branches/pics/tree.png": "png",
      "my-course/2-branches/2-how.md":
        "---\ntitle: How\ngrading: {category: Quiz, max_attempts: 2}\n---\n```question\nkind: matching\nprompt: Match\nchoices: [a cat, a dog]\ntargets: [meow, woof]\npairs:\n  - [a cat, meow]\n  - [a dog, woof]\n```\n\n```question\nkind: singel\nprompt: What\n```\n",
      "my-course/10-end/code.md": "````md\ntext\n```question\nkind: single\n```\n````\n",
      "my-course/10-end/bye.md": "Bye\r\n\r\n<!-- block -->\r\n\r\nagain\r\n",
    });
    expect(content.settings).toMatchObject({
      title: "Git",
      description: "Learn ![git](asset:git.png)",
      grading: { passScore: 0.5, requireAllBlocks: true, categories: [{ name: "Quiz", weight: 1, dropLowest: 0 }] },
    });
    expect(content.modules.map(({ title }) => title)).toEqual(["Branches", "End"]);
    const [why, how] = content.modules[0]?.lessons ?? [];
    expect(why?.title).toBe("Why branch");
    expect(why?.blocks).toMatchObject([
      { kind: "text", markdown: "See ![tree](asset:tree.png) and the next." },
      {
        kind: "question",
        question: {
          kind: "SINGLE",
          choices: [
            { id: "a", text: "One" },
            { id: "b", text: "Two" },
          ],
          key: { choiceIds: ["a"] },
        },
      },
      { kind: "text", markdown: "More." },
    ]);
    expect(how?.grading).toMatchObject({ category: "Quiz", maxAttempts: 2 });
    expect(how?.blocks).toMatchObject([
      {
        question: {
          key: {
            pairs: [
              { choiceId: "a", targetId: "a" },
              { choiceId: "b", targetId: "b" },
            ],
          },
        },
      },
    ]);
    expect(content.modules[1]?.lessons[0]?.blocks).toMatchObject([{ markdown: "Bye" }, { markdown: "again" }]);
    expect(content.modules[1]?.lessons[1]?.blocks).toMatchObject([
      { kind: "text", markdown: "````md\ntext\n```question\nkind: single\n```\n````" },
    ]);
    expect([...files.keys()].sort()).toEqual(["git.png", "tree.png"]);
    expect(report.find(({ source }) => source === "2-branches/2-how.md")).toMatchObject({
      outcome: "CHANGED",
      reason: "BLOCK_INVALID",
      message:
        "The question in line 15 was left out: `kind` must be one of single, multiple, true-false, numeric, text, ordering, matching, cloze, hotspot.",
    });
    expect(report.find(({ source }) => source === "2-branches/1-why.md")).toMatchObject({ reason: "LINK_REDUCED" });
  });

  it("asks for gaps and for places on an image of the archive", async () => {
    const { content, report } = await read({
      "course.md": "---\ntitle: Maps\nlanguage: en\n---\n",
      "assets/map one.png": "png",
      "1-europe/1-rivers.md":
        "```question\nkind: cloze\nprompt: The [[river]] flows through [[city]].\ngaps:\n  - {id: river, choices: [{text: Seine, right: true}, Rhine]}\n  - {id: city, answer: Paris}\n```\n\n```question\nkind: hotspot\nprompt: Where?\nimage: ../assets/map%20one.png\nchoices:\n  - {text: Paris, rectangle: [0.1, 0.2, 0.3, 0.4], right: true}\n  - {text: Bonn, polygon: [[0, 0], [1, 0], [0, 1]]}\n```\n\n```question\nkind: hotspot\nprompt: Where?\nimage: ../assets/none.png\nchoices:\n  - {text: Paris, ellipse: [0.1, 0.2], right: true}\n```\n",
    });
    expect(content.modules[0]?.lessons[0]?.blocks).toMatchObject([
      {
        question: {
          gaps: [
            {
              id: "river",
              choices: [
                { id: "a", text: "Seine" },
                { id: "b", text: "Rhine" },
              ],
            },
            { id: "city", choices: [] },
          ],
          key: {
            gaps: [
              { gapId: "river", choiceId: "a", texts: [] },
              { gapId: "city", choiceId: "", texts: ["Paris"] },
            ],
          },
        },
      },
      {
        question: {
          image: "asset:map%20one.png",
          choices: [
            { id: "a", text: "Paris", area: { shape: "rectangle", x: 0.1, y: 0.2, width: 0.3, height: 0.4 } },
            { id: "b", text: "Bonn", area: { shape: "polygon" } },
          ],
          key: { choiceIds: ["a"] },
        },
      },
    ]);
    const [, wrong] = report.filter(({ reason }) => reason === "BLOCK_INVALID").map(({ message }) => message);
    expect(wrong).toBeUndefined();
    expect(report.find(({ reason }) => reason === "BLOCK_INVALID")?.message).toContain("an `ellipse` of four numbers");
  });

  it("is refused where its head cannot be read, and cannot be made to eat memory", async () => {
    await expect(read({ "course.md": "---\ntitle: [\n---\n" })).rejects.toMatchObject({
      reason: "FRONT_MATTER_INVALID",
    });
    const laughs = `a: &a [x,x,x,x,x,x,x,x,x]\n${"bcdefgh"
      .split("")
      .map((name, at) => `${name}: &${name} [${`*${"abcdefg"[at]},`.repeat(9)}]`)
      .join("\n")}`;
    await expect(read({ "course.md": `---\n${laughs}\n---\n` })).rejects.toMatchObject({
      reason: "FRONT_MATTER_INVALID",
    });
  });
});
