import type { Area } from "../../content.ts";
import { Fields } from "./fields.ts";

/** A place on an image as one writes it: `rectangle: [x, y, width, height]`, `ellipse` with radii, or `polygon`. */
export function areaNamed(fields: Fields): Area | undefined {
  const rectangle = numbers(fields.raw("rectangle"), 4);
  const ellipse = numbers(fields.raw("ellipse"), 4);
  const corners = pointsOf(fields.raw("polygon"));
  if (rectangle) {
    const [x = 0, y = 0, width = 0, height = 0] = rectangle;
    return { shape: "rectangle", x, y, width, height };
  }
  if (ellipse) {
    const [x = 0, y = 0, radiusX = 0, radiusY = 0] = ellipse;
    return { shape: "ellipse", x, y, radiusX, radiusY };
  }
  if (corners) return { shape: "polygon", points: corners };
  fields.problems.push("each must be a `rectangle` or an `ellipse` of four numbers, or a `polygon` of points [x, y]");
  return undefined;
}

function pointsOf(written: unknown): { x: number; y: number }[] | undefined {
  if (!Array.isArray(written)) return undefined;
  const points = written.map((point) => numbers(point, 2));
  return points.every((point) => point !== undefined) ? points.map(([x = 0, y = 0]) => ({ x, y })) : undefined;
}

function numbers(written: unknown, count: number): number[] | undefined {
  const all = Array.isArray(written) && written.length === count && written.every(Number.isFinite);
  return all ? (written as number[]) : undefined;
}

/** A place whose fields are those of the platform itself; undefined where there is none. */
export function readAreaExactly(data: unknown): Area | undefined {
  if (data === undefined) return undefined;
  const fields = new Fields(data);
  const [x, y] = [fields.number("x"), fields.number("y")];
  switch (fields.text("shape")) {
    case "rectangle":
      return { shape: "rectangle", x, y, width: fields.number("width"), height: fields.number("height") };
    case "ellipse":
      return { shape: "ellipse", x, y, radiusX: fields.number("radiusX"), radiusY: fields.number("radiusY") };
    case "polygon":
      return {
        shape: "polygon",
        points: fields.list("points").map((item) => {
          const point = new Fields(item);
          return { x: point.number("x"), y: point.number("y") };
        }),
      };
    default:
      return undefined;
  }
}
