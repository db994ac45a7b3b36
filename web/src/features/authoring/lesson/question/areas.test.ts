import { describe, expect, it } from "vitest";
import { boxOf } from "../../../../components/image-areas/box.ts";
import { areaIn, boxBetween, withSide } from "./areas.ts";

describe("a place that is drawn", () => {
  it("lies between the corners where one began and ended, whichever they are, and within the image", () => {
    const box = { left: 0.25, top: 0.1, width: 0.5, height: 0.4 };
    expect(boxBetween({ x: 0.25, y: 0.1 }, { x: 0.75, y: 0.5 })).toEqual(box);
    expect(boxBetween({ x: 0.75, y: 0.1 }, { x: 0.25, y: 0.5 })).toEqual(box);
    expect(boxBetween({ x: -2, y: 0.5 }, { x: 0.5, y: 7 })).toEqual({ left: 0, top: 0.5, width: 0.5, height: 0.5 });
  });

  it("is none where the pointer hardly moved", () => {
    expect(boxBetween({ x: 0.5, y: 0.5 }, { x: 0.501, y: 0.9 })).toBeUndefined();
    expect(boxBetween({ x: 0.5, y: 0.5 }, { x: 0.5, y: 0.5 })).toBeUndefined();
  });

  it("fills its box, as a rectangle and as an ellipse", () => {
    const box = { left: 0.25, top: 0.5, width: 0.5, height: 0.25 };
    expect(boxOf(areaIn("rectangle", box))).toEqual(box);
    expect(boxOf(areaIn("ellipse", box))).toEqual(box);
    expect(areaIn("ellipse", box).shape).toMatchObject({ case: "ellipse", value: { x: 0.5, radiusX: 0.25 } });
  });

  it("stays within the image whatever numbers are given", () => {
    const box = { left: 0.5, top: 0.5, width: 0.25, height: 0.25 };
    expect(withSide(box, "left", 0.9)).toMatchObject({ left: 0.75, width: 0.25 });
    expect(withSide(box, "top", -1)).toMatchObject({ top: 0, height: 0.25 });
    expect(withSide(box, "width", 3)).toMatchObject({ left: 0.5, width: 0.5 });
    expect(withSide(box, "height", 0)).toMatchObject({ height: 0.01 });
  });
});
