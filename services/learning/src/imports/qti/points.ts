import type { Change } from "../report.ts";
import type { Declaration } from "./declarations.ts";
import type { Processing } from "./processing.ts";

/** What the answer to one response is worth at most, by its own account. */
export function worthOf({ mapping, cardinality }: Declaration, { way, score }: Processing): number {
  if (way !== "map" || !mapping) return score ?? 1;
  const values = mapping.entries.map(({ value }) => value).filter((value) => value > 0);
  const sum = cardinality === "single" ? Math.max(0, ...values) : values.reduce((total, value) => total + value, 0);
  return Math.min(mapping.upper ?? Number.POSITIVE_INFINITY, sum) || 1;
}

const most = 1000;

/** The points of an item's questions: their own, or their parts of what the item is worth, times its weight. */
export function sharePoints(
  worths: readonly number[],
  max: number | undefined,
  weight: number,
  changes: Change[],
): number[] {
  const total = worths.reduce((sum, worth) => sum + worth, 0);
  const whole = max ?? total;
  const points = worths.map((worth) => ((whole * worth) / total) * weight);
  if (points.every((each) => each > 0 && each <= most)) return points;
  changes.push({ reason: "WEIGHT_CHANGED", message: `What it was worth, ${whole * weight}, became one point each.` });
  return worths.map(() => 1);
}
