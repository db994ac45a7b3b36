import { create } from "@bufbuild/protobuf";
import { QuestionSchema } from "@platform/connect/platform/learning/v1/course_pb.ts";
import { describe, expect, it } from "vitest";
import { keyOf, withGap, withoutGap } from "./gaps.ts";

const question = (prompt: string) => create(QuestionSchema, { prompt });
const at = (before: string, selected: string, after: string) => ({ before, selected, after });

describe("a gap", () => {
  it("takes the place of the word that was selected, which belongs there", () => {
    const first = {
      ...question("Paris is a city"),
      ...withGap(question("Paris is a city"), at("", "Paris ", "is a city")),
    };
    expect(first.prompt).toBe("[[g1]] is a city");
    expect(keyOf(first, "g1").texts).toEqual(["Paris"]);
    const second = { ...first, ...withGap(first, at("[[g1]] is ", "", "a city")) };
    expect(second.prompt).toBe("[[g1]] is [[g2]]a city");
    expect(second.gaps.map(({ id }) => id)).toEqual(["g1", "g2"]);
    expect(keyOf(second, "g2").texts).toEqual([]);
  });

  it("gets a name that nothing in the text has", () => {
    expect(withGap(question("see [[g1]]"), at("see [[g1]]", "", "")).prompt).toBe("see [[g1]][[g2]]");
  });

  it("gives its word back to the text when it goes", () => {
    const asked = { ...question("x"), ...withGap(question("cost $& now"), at("cost ", "$&", " now")) };
    expect(withoutGap(asked, "g1")).toMatchObject({ prompt: "cost $& now", gaps: [], key: { gaps: [] } });
  });
});
