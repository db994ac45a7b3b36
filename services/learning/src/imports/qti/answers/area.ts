import type { Area } from "../../../content.ts";
import { numberOf } from "../declarations.ts";

/** How large an image is, in the pixels that coordinates on it count. */
export interface ImageSize {
  width: number;
  height: number;
}

/** A shape of QTI, or HTML, as a place on an image in fractions of its size; undefined where it is none. */
export function areaOf(shape: string, coords: string, { width, height }: ImageSize): Area | undefined {
  const written = coords.split(/[\s,]+/).filter(Boolean);
  const numbers = written.map((each, at) => {
    const whole = at % 2 === 0 ? width : height;
    return each.endsWith("%")
      ? ((numberOf(each.slice(0, -1)) ?? Number.NaN) / 100) * whole
      : (numberOf(each) ?? Number.NaN);
  });
  if (numbers.some(Number.isNaN) || !(width > 0 && height > 0)) return undefined;
  const x = (value = Number.NaN) => within(value / width);
  const y = (value = Number.NaN) => within(value / height);
  const [first, second, third, fourth] = numbers;
  switch (shape) {
    case "default":
      return { shape: "rectangle", x: 0, y: 0, width: 1, height: 1 };
    case "rect":
      return rectangle([x(first), y(second)], [x(third), y(fourth)]);
    case "circle":
      return ellipse(x(first), y(second), within((third ?? 0) / width), within((third ?? 0) / height));
    case "ellipse":
      return ellipse(x(first), y(second), within((third ?? 0) / width), within((fourth ?? 0) / height));
    case "poly":
      return polygon(numbers, x, y);
    default:
      return undefined;
  }
}

function rectangle([left, top]: [number, number], [right, bottom]: [number, number]): Area | undefined {
  const [width, height] = [Math.abs(right - left), Math.abs(bottom - top)];
  if (!(width > 0 && height > 0)) return undefined;
  return { shape: "rectangle", x: Math.min(left, right), y: Math.min(top, bottom), width, height };
}

function ellipse(x: number, y: number, radiusX: number, radiusY: number): Area | undefined {
  return radiusX > 0 && radiusY > 0 && x >= 0 && y >= 0 ? { shape: "ellipse", x, y, radiusX, radiusY } : undefined;
}

type Scale = (value: number | undefined) => number;

function polygon(numbers: readonly number[], x: Scale, y: Scale): Area | undefined {
  const points = Array.from({ length: Math.floor(numbers.length / 2) }, (_, at) => ({
    x: x(numbers[at * 2]),
    y: y(numbers[at * 2 + 1]),
  }));
  const [first] = points;
  const last = points.at(-1);
  // Many close a polygon by its first point.
  if (points.length > 3 && first?.x === last?.x && first?.y === last?.y) points.pop();
  return points.length >= 3 && points.length <= 100 ? { shape: "polygon", points } : undefined;
}

/** A fraction of the image, at its edge where it lies outside; what is no number stays none. */
function within(fraction: number): number {
  return Math.min(1, Math.max(0, fraction));
}
