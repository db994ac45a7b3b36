import { create } from "@bufbuild/protobuf";
import { AreaSchema } from "@platform/connect/platform/learning/v1/course_pb.ts";
import { describe, expect, it } from "vitest";
import { boxOf, clipOf, cornersIn } from "./box.ts";

const rectangle = create(AreaSchema, {
  shape: { case: "rectangle", value: { x: 0.25, y: 0.5, width: 0.5, height: 0.25 } },
});
const ellipse = create(AreaSchema, {
  shape: { case: "ellipse", value: { x: 0.5, y: 0.25, radiusX: 0.25, radiusY: 0.5 } },
});
const polygon = create(AreaSchema, {
  shape: {
    case: "polygon",
    value: {
      points: [
        { x: 0.5, y: 0.25 },
        { x: 1, y: 0.75 },
        { x: 0.5, y: 0.75 },
      ],
    },
  },
});

describe("a place on an image", () => {
  it("lies in a box", () => {
    expect(boxOf(rectangle)).toEqual({ left: 0.25, top: 0.5, width: 0.5, height: 0.25 });
    expect(boxOf(ellipse)).toEqual({ left: 0.25, top: -0.25, width: 0.5, height: 1 });
    expect(boxOf(polygon)).toEqual({ left: 0.5, top: 0.25, width: 0.5, height: 0.5 });
    expect(boxOf(create(AreaSchema))).toEqual({ left: 0, top: 0, width: 0, height: 0 });
  });

  it("is pressed where it is, and not beside it", () => {
    expect(cornersIn(polygon, boxOf(polygon))).toEqual([
      [0, 0],
      [1, 1],
      [0, 1],
    ]);
    expect(clipOf(polygon)).toBe("polygon(0% 0%, 100% 100%, 0% 100%)");
    expect(clipOf(ellipse)).toBe("ellipse(50% 50%)");
    expect(clipOf(rectangle)).toBe("none");
  });
});
