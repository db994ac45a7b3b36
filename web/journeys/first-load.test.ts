import { expect, it } from "vitest";
import { measureWeb } from "../../test/bench/web.ts";
import { root } from "./root.ts";

it("the first page wants at most 180 KiB of JavaScript, packed", () => {
  const kibibytes = measureWeb(root)[0]?.value;
  expect(kibibytes).toBeGreaterThan(50);
  expect(kibibytes).toBeLessThanOrEqual(180);
});
