import { expect, it } from "vitest";
import { dropAt, placeOf, stepped } from "./drop.ts";

it("takes the quarters of a row's height for the places before and after, its middle for the page", () => {
  expect([100, 106, 109, 125, 131, 139].map((pointer) => dropAt(pointer, 100, 40))).toEqual([
    "before",
    "before",
    "before",
    "inside",
    "after",
    "after",
  ]);
});

it("names a place by the page above and the sibling before", () => {
  const target = { id: "b", parentId: "up", previousId: "a" };
  expect(placeOf("before", target)).toEqual({ parentId: "up", afterId: "a" });
  expect(placeOf("after", target)).toEqual({ parentId: "up", afterId: "b" });
  expect(placeOf("inside", target)).toEqual({ parentId: "b", afterId: "" });
  expect(placeOf("before", { ...target, previousId: "" })).toEqual({ parentId: "up", afterId: "" });
});

it("goes one step among siblings, and not past the ends", () => {
  expect(stepped(["a", "b", "c"], "a", 1)).toBe("b");
  expect(stepped(["a", "b", "c"], "c", -1)).toBe("a");
  expect(stepped(["a", "b", "c"], "b", -1)).toBe("");
  expect(stepped(["a", "b", "c"], "a", -1)).toBeUndefined();
  expect(stepped(["a", "b", "c"], "c", 1)).toBeUndefined();
  expect(stepped(["a"], "gone", 1)).toBeUndefined();
});
