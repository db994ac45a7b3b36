import { describe, expect, it } from "vitest";
import type { AnswerKey, Area, Question, QuestionKind } from "./content.ts";
import { imageViolations } from "./hotspot-rules.ts";
import { questionViolations, withoutUnused } from "./question-rules.ts";

const ids = (...names: string[]) => names.map((id) => ({ id, text: id }));
const noKey: AnswerKey = { choiceIds: [], number: 0, tolerance: 0, texts: [], pairs: [], explanation: "" };

function question(kind: QuestionKind, key: Partial<AnswerKey>, more: Partial<Question> = {}): Question {
  const choices = ids("a", "b", "c");
  const base = { kind, prompt: "?", choices, targets: ids("x", "y"), points: 1, partialCredit: false, hints: [] };
  return { ...base, key: { ...noKey, ...key }, ...more };
}

const cloze = (more: Partial<Question> = {}, key: Partial<AnswerKey> = {}) =>
  question(
    "CLOZE",
    {
      gaps: [
        { gapId: "g1", choiceId: "", texts: ["Paris"] },
        { gapId: "g2", choiceId: "b", texts: [] },
      ],
      ...key,
    },
    {
      prompt: "[[g1]] lies on the [[g2]], [[not]] elsewhere.",
      choices: [],
      gaps: [
        { id: "g1", choices: [] },
        { id: "g2", choices: ids("a", "b") },
      ],
      ...more,
    },
  );
const typed = (texts: string[], choiceId = "") => ({ gaps: [{ gapId: "g1", choiceId, texts }] });
const oneGap = { prompt: "[[g1]]", gaps: [{ id: "g1", choices: [] }] };
const chosen = { prompt: "[[g1]]", gaps: [{ id: "g1", choices: ids("a", "b") }] };

const areas = {
  a: { shape: "rectangle", x: 0.9, y: 0.7, width: 0.1, height: 0.3 },
  b: { shape: "ellipse", x: 0, y: 1, radiusX: 0.5, radiusY: 0.25 },
  c: {
    shape: "polygon",
    points: [
      { x: 0, y: 0 },
      { x: 1, y: 0 },
      { x: 0.5, y: 1 },
    ],
  },
} as const satisfies Record<string, Area>;
const places = Object.entries(areas).map(([id, area]) => ({ id, text: id, area: area as Area }));
const hotspot = (more: Partial<Question> = {}, choiceIds = ["a", "c"]) =>
  question("HOTSPOT", { choiceIds }, { image: "asset:map.png", choices: places, targets: [], maxChoices: 0, ...more });
const at = (area: Area) => ({ choices: [{ id: "a", text: "a", area }] });

const pairs = ["a", "b", "c"].map((choiceId) => ({ choiceId, targetId: "x" }));

describe("a question", () => {
  it.each([
    question("SINGLE", { choiceIds: ["a"] }),
    question("MULTIPLE", { choiceIds: ["a", "c"] }),
    question("TRUE_FALSE", { choiceIds: ["false"] }, { choices: [] }),
    question("NUMERIC", { number: -1, tolerance: 0.5 }),
    question("TEXT", { texts: ["yes"] }),
    question("ORDERING", { choiceIds: ["c", "a", "b"] }),
    question("MATCHING", { pairs }),
    cloze(),
    hotspot(),
    hotspot({ maxChoices: 2 }),
  ])("of kind $kind that can be answered is let through", (asked) => {
    expect(questionViolations(asked, "q")).toEqual({});
  });

  it.each<[string, Question, string]>([
    ["no right choice", question("SINGLE", {}), "q.key.choice_ids"],
    ["two right choices of a single one", question("SINGLE", { choiceIds: ["a", "b"] }), "q.key.choice_ids"],
    ["an unknown right choice", question("MULTIPLE", { choiceIds: ["a", "z"] }), "q.key.choice_ids[1]"],
    ["a right choice twice", question("MULTIPLE", { choiceIds: ["a", "a"] }), "q.key.choice_ids[1]"],
    ["no right choice of many", question("MULTIPLE", {}), "q.key.choice_ids"],
    ["one choice alone", question("SINGLE", { choiceIds: ["a"] }, { choices: ids("a") }), "q.choices"],
    ["two choices of one id", question("SINGLE", { choiceIds: ["a"] }, { choices: ids("a", "a") }), "q.choices[1].id"],
    ["a third truth", question("TRUE_FALSE", { choiceIds: ["maybe"] }, { choices: [] }), "q.key.choice_ids"],
    ["both truths", question("TRUE_FALSE", { choiceIds: ["true", "false"] }, { choices: [] }), "q.key.choice_ids"],
    ["other words for the truth", question("TRUE_FALSE", { choiceIds: ["true"] }), "q.choices"],
    ["no accepted text", question("TEXT", {}), "q.key.texts"],
    ["a blank text", question("TEXT", { texts: ["a", " "] }), "q.key.texts[1]"],
    ["a negative tolerance", question("NUMERIC", { tolerance: -1 }), "q.key.tolerance"],
    ["a part of the order", question("ORDERING", { choiceIds: ["a", "b"] }), "q.key.choice_ids"],
    ["a choice that is not matched", question("MATCHING", { pairs: pairs.slice(1) }), "q.key.pairs"],
    [
      "an unknown target",
      question("MATCHING", { pairs: [{ choiceId: "a", targetId: "z" }] }),
      "q.key.pairs[0].target_id",
    ],
    ["no gap", cloze({ gaps: [] }), "q.gaps"],
    [
      "more gaps than fifty",
      cloze({ gaps: Array.from({ length: 51 }, (_, n) => ({ id: `x${n}`, choices: [] })) }),
      "q.gaps",
    ],
    ["two gaps of one id", cloze({ gaps: [...oneGap.gaps, ...oneGap.gaps] }), "q.gaps[1].id"],
    ["a gap that stands nowhere", cloze({ prompt: "[[g1]] lies." }), "q.gaps[1].id"],
    ["a gap that stands twice", cloze({ prompt: "[[g1]] [[g2]] [[g1]]" }), "q.gaps[0].id"],
    ["a gap in maths", cloze({ prompt: "$[[g1]]$ [[g2]]" }), "q.gaps[0].id"],
    [
      "one choice for a gap",
      cloze({ ...chosen, gaps: [{ id: "g1", choices: ids("a") }] }, typed([], "a")),
      "q.gaps[0].choices",
    ],
    [
      "twice the same choice for a gap",
      cloze({ ...chosen, gaps: [{ id: "g1", choices: ids("a", "a") }] }),
      "q.gaps[0].choices[1].id",
    ],
    ["a gap without a key", cloze({}, typed(["Paris"])), "q.key.gaps"],
    [
      "a key for an unknown gap",
      cloze({}, { gaps: [{ gapId: "z", choiceId: "", texts: ["x"] }] }),
      "q.key.gaps[0].gap_id",
    ],
    ["an unknown choice of a gap", cloze(chosen, typed([], "z")), "q.key.gaps[0].choice_id"],
    ["texts for a gap of choices", cloze(chosen, typed(["Seine"], "a")), "q.key.gaps[0].texts"],
    ["a choice for a typed gap", cloze(oneGap, typed([], "a")), "q.key.gaps[0].choice_id"],
    ["no text for a typed gap", cloze(oneGap, typed([])), "q.key.gaps[0].texts"],
    ["a blank text for a typed gap", cloze(oneGap, typed([" "])), "q.key.gaps[0].texts[0]"],
    ["no image", hotspot({ image: "" }), "q.image"],
    ["an image elsewhere", hotspot({ image: "https://example.org/map.png" }), "q.image"],
    ["no place", hotspot({ choices: [] }), "q.choices"],
    ["a place without an area", hotspot({ choices: ids("a", "c") }), "q.choices[0].area"],
    ["a rectangle beyond the image", hotspot(at({ ...areas.a, width: 0.2 }), ["a"]), "q.choices[0].area"],
    ["an ellipse of no size", hotspot(at({ ...areas.b, radiusX: 0 }), ["a"]), "q.choices[0].area"],
    ["an ellipse at no place", hotspot(at({ ...areas.b, x: Number.NaN }), ["a"]), "q.choices[0].area"],
    [
      "a polygon of two corners",
      hotspot(at({ shape: "polygon", points: areas.c.points.slice(1) }), ["a"]),
      "q.choices[0].area",
    ],
    ["no right place", hotspot({}, []), "q.key.choice_ids"],
    ["an unknown right place", hotspot({}, ["a", "z"]), "q.key.choice_ids[1]"],
    ["fewer choices than right places", hotspot({ maxChoices: 1 }), "q.max_choices"],
    ["a blank prompt", question("TEXT", { texts: ["a"] }, { prompt: "  " }), "q.prompt"],
    ["no points", question("TEXT", { texts: ["a"] }, { points: 0 }), "q.points"],
  ])("with %s is refused by the field", (_what, asked, field) => {
    expect(Object.keys(questionViolations(asked, "q"))).toContain(field);
  });

  it("forgets what its kind does not use", () => {
    const mixed = question("NUMERIC", { choiceIds: ["a"], number: 5, tolerance: 1, texts: ["five"], pairs });
    expect(withoutUnused(mixed)).toMatchObject({
      choices: [],
      targets: [],
      key: { ...noKey, number: 5, tolerance: 1 },
    });
    const mapped = {
      ...question("SINGLE", { choiceIds: ["a"], gaps: [] }),
      choices: places,
      gaps: [],
      image: "asset:x",
    };
    expect(withoutUnused(mapped)).toEqual({
      ...question("SINGLE", { choiceIds: ["a"] }),
      choices: ids("a", "b", "c"),
      targets: [],
    });
    expect(withoutUnused({ ...cloze(), image: "asset:x", maxChoices: 1 })).toEqual({ ...cloze(), targets: [] });
    expect(withoutUnused({ ...hotspot(), gaps: oneGap.gaps })).toEqual({ ...hotspot(), imageAlt: "" });
  });

  it("shuffles what is chosen from alone, and lets places be kept where they give nothing away", () => {
    const fixed = (kind: Question["kind"]) => {
      const asked = question(
        kind,
        { choiceIds: ["a", "b"] },
        { shuffle: true, choices: [{ id: "a", text: "a", fixed: true }] },
      );
      const { shuffle, choices } = withoutUnused(asked);
      return [shuffle, choices[0]?.fixed];
    };
    expect(fixed("SINGLE")).toEqual([true, true]);
    expect(fixed("MULTIPLE")).toEqual([true, true]);
    expect(fixed("MATCHING")).toEqual([undefined, true]);
    expect(fixed("ORDERING")).toEqual([undefined, undefined]);
    expect(fixed("HOTSPOT")).toEqual([undefined, undefined]);
  });

  it("asks for places on an image that the course has", () => {
    const file = (name: string, contentType: string) => ({ name, contentType, courseId: "", blobKey: "", size: 1 });
    const [map, text] = [file("map.png", "image/png"), file("map.txt", "text/plain")];
    expect(imageViolations(hotspot(), [map], "q")).toEqual({});
    expect(imageViolations(hotspot(), [text], "q")).toEqual({ "q.image": "names no file of this course" });
    expect(imageViolations(hotspot({ image: "asset:map.txt" }), [text], "q")).toEqual({
      "q.image": "must be an image",
    });
    expect(imageViolations(cloze(), [], "q")).toEqual({});
  });
});
