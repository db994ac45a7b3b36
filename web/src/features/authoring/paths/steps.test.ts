import { expect, it } from "vitest";
import { tidySteps } from "./steps.ts";

it("a course that was moved before others no longer comes after them, nor after one that was removed", () => {
  const step = (courseId: string, ...afterIds: string[]) => ({ courseId, title: courseId, afterIds, optional: false });
  expect(tidySteps([step("c", "a"), step("a"), step("b", "a", "gone", "c")])).toEqual([
    step("c"),
    step("a"),
    step("b", "a", "c"),
  ]);
});
