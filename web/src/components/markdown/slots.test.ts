import { describe, expect, it } from "vitest";
import { slotElements, withSigns } from "./slots.ts";

const ids = ["g1", "g_2"];
const slot = (name: string) => ({ type: "element", tagName: "slot", properties: { name }, children: [] });

describe("the slots of a text", () => {
  it("are one sign each; what is no slot stays as it is", () => {
    expect(withSigns("[[g1]](x) [[g_2]] [[other]] \ua490", ids)).toBe("\ua490(x) \ua491 [[other]] \ufffd");
    expect(withSigns("[[g1]]", [])).toBe("[[g1]]");
  });

  it("become elements wherever a text holds them", () => {
    const text = (value: string) => ({ type: "text", value });
    const tree = {
      type: "root",
      children: [
        { type: "element", tagName: "code", children: [text(withSigns("a [[g_2]][[g1]] b", ids))] },
        text("c"),
      ],
    };
    slotElements()(tree);
    expect(tree.children).toEqual([
      { type: "element", tagName: "code", children: [text("a "), slot("1"), slot("0"), text(" b")] },
      text("c"),
    ]);
  });
});
