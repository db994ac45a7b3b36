import { create } from "@bufbuild/protobuf";
import { AreaSchema, QuestionKind, QuestionSchema } from "@platform/connect/platform/learning/v1/course_pb.ts";
import { describe, expect, it } from "vitest";
import { withKind } from "./with-kind.ts";

const area = create(AreaSchema, { shape: { case: "rectangle", value: { x: 0, y: 0, width: 1, height: 1 } } });
const choices = [
  { id: "a", text: "A", area },
  { id: "b", text: "B" },
];

describe("a question that becomes one of another kind", () => {
  it("keeps the names of its places as answers, without the places", () => {
    const places = create(QuestionSchema, { kind: QuestionKind.HOTSPOT, choices, key: { choiceIds: ["a"] } });
    const single = withKind(places, QuestionKind.SINGLE);
    expect(single.choices.map(({ text, area: place }) => [text, place])).toEqual([
      ["A", undefined],
      ["B", undefined],
    ]);
    expect(single.key?.choiceIds).toEqual(["a"]);
  });

  it("has no places on an image until they are drawn", () => {
    const single = create(QuestionSchema, { kind: QuestionKind.SINGLE, choices: [{ id: "a", text: "A" }] });
    expect(withKind(single, QuestionKind.HOTSPOT)).toMatchObject({ choices: [], key: { choiceIds: [] } });
  });

  it("keeps the places of answers that keep theirs", () => {
    const single = create(QuestionSchema, {
      kind: QuestionKind.SINGLE,
      choices: [
        { id: "a", text: "A" },
        { id: "b", text: "None", fixed: true },
      ],
    });
    expect(withKind(single, QuestionKind.MULTIPLE).choices.map(({ fixed }) => fixed)).toEqual([false, true]);
  });

  it("sends no gaps that nobody sees any more", () => {
    const gaps = [{ id: "g1", choices: [{ id: "x", text: "" }] }];
    const cloze = create(QuestionSchema, { kind: QuestionKind.CLOZE, gaps, key: { gaps: [{ gapId: "g1" }] } });
    expect(withKind(cloze, QuestionKind.TEXT)).toMatchObject({ gaps: [], key: { gaps: [] } });
    expect(withKind(cloze, QuestionKind.CLOZE)).toMatchObject({ gaps: [{ id: "g1" }], choices: [] });
  });
});
