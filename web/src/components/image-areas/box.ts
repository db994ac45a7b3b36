import type { Area } from "@platform/connect/platform/learning/v1/course_pb.ts";

/** The smallest box around a place on an image, in fractions of the image. */
export interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

export function boxOf({ shape }: Area): Box {
  switch (shape.case) {
    case "rectangle": {
      const { x, y, width, height } = shape.value;
      return { left: x, top: y, width, height };
    }
    case "ellipse": {
      const { x, y, radiusX, radiusY } = shape.value;
      return { left: x - radiusX, top: y - radiusY, width: 2 * radiusX, height: 2 * radiusY };
    }
    case "polygon": {
      const [xs, ys] = [shape.value.points.map(({ x }) => x), shape.value.points.map(({ y }) => y)];
      const [left, top] = [Math.min(...xs), Math.min(...ys)];
      return { left, top, width: Math.max(...xs) - left, height: Math.max(...ys) - top };
    }
    default:
      return { left: 0, top: 0, width: 0, height: 0 };
  }
}

/** The corners of a polygon in fractions of its own box. */
export function cornersIn({ shape }: Area, { left, top, width, height }: Box): [number, number][] {
  if (shape.case !== "polygon") return [];
  return shape.value.points.map(({ x, y }) => [(x - left) / (width || 1), (y - top) / (height || 1)]);
}

/** What of its box a place takes, as CSS says it: what lies outside is not pressed. */
export function clipOf(area: Area): string {
  const percent = (part: number) => `${Math.round(part * 1e4) / 100}%`;
  if (area.shape.case === "ellipse") return "ellipse(50% 50%)";
  if (area.shape.case !== "polygon") return "none";
  return `polygon(${cornersIn(area, boxOf(area))
    .map((corner) => corner.map(percent).join(" "))
    .join(", ")})`;
}
