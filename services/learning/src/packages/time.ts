import type { PackageVersion } from "../content.ts";

const most = 9999 * 3600;

/** A duration as a standard writes it, in seconds; zero for what is none. */
export function readDuration(version: PackageVersion, text: string): number {
  const seconds = version === "SCORM_1_2" ? readClock(text) : readPeriod(text);
  return Math.min(Math.max(0, seconds), most);
}

/** Seconds as a standard writes a duration. */
export function writeDuration(version: PackageVersion, seconds: number): string {
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  if (version === "SCORM_2004") return `PT${hours}H${minutes}M${rest}S`;
  const two = (number: number) => String(number).padStart(2, "0");
  return `${String(hours).padStart(4, "0")}:${two(minutes)}:${two(rest)}`;
}

/** `HHHH:MM:SS.SS`. */
function readClock(text: string): number {
  const [, hours, minutes, seconds] = /^(\d{1,4}):(\d{1,2}):(\d{1,2}(?:\.\d+)?)$/.exec(text.trim()) ?? [];
  return seconds === undefined ? 0 : Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
}

const day = 24 * 3600;
const units = [365 * day, 30 * day, day, 3600, 60, 1];

/** ISO 8601, as in `PT1H30M5S`. */
function readPeriod(text: string): number {
  const number = (unit: string) => `(?:(\\d{1,9}(?:\\.\\d+)?)${unit})?`;
  const shape = `^P${number("Y")}${number("M")}${number("D")}(?:T${number("H")}${number("M")}${number("S")})?$`;
  const parts = new RegExp(shape).exec(text.trim())?.slice(1) ?? [];
  return parts.reduce((sum, part, at) => sum + Number(part ?? 0) * (units[at] ?? 0), 0);
}
