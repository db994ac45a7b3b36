import { create } from "@bufbuild/protobuf";
import { type Area, AreaSchema } from "@platform/connect/platform/learning/v1/course_pb.ts";
import type { Box } from "../../../../components/image-areas/box.ts";

/** The forms that can be drawn. */
export type Form = "rectangle" | "ellipse";

/** A place of a form that fills a box. */
export function areaIn(form: Form, { left, top, width, height }: Box): Area {
  const value =
    form === "rectangle"
      ? { x: left, y: top, width, height }
      : { x: left + width / 2, y: top + height / 2, radiusX: width / 2, radiusY: height / 2 };
  return create(AreaSchema, { shape: { case: form, value } as Area["shape"] });
}

/** A point on an image, in fractions of it. */
export interface Point {
  x: number;
  y: number;
}

// What nobody drew on purpose.
const smallest = 0.01;

/** The box between two corners, within the image; undefined where it is too small to be meant. */
export function boxBetween(one: Point, other: Point): Box | undefined {
  const [left, right] = ends(one.x, other.x);
  const [top, bottom] = ends(one.y, other.y);
  const box = { left, top, width: rounded(right - left), height: rounded(bottom - top) };
  return box.width < smallest || box.height < smallest ? undefined : box;
}

function ends(one: number, other: number): [number, number] {
  const [from = 0, to = 0] = [one, other].map((part) => rounded(Math.min(1, Math.max(0, part)))).sort((a, b) => a - b);
  return [from, to];
}

/** With a side changed, and still within the image. */
export function withSide(box: Box, side: keyof Box, value: number): Box {
  const part = rounded(Math.min(1, Math.max(0, value)));
  switch (side) {
    case "left":
      return { ...box, left: Math.min(part, rounded(1 - box.width)) };
    case "top":
      return { ...box, top: Math.min(part, rounded(1 - box.height)) };
    case "width":
      return { ...box, width: Math.max(smallest, Math.min(part, rounded(1 - box.left))) };
    case "height":
      return { ...box, height: Math.max(smallest, Math.min(part, rounded(1 - box.top))) };
  }
}

/** A hundredth of a percent is finer than what anybody sees. */
function rounded(part: number): number {
  return Math.round(part * 1e4) / 1e4;
}
