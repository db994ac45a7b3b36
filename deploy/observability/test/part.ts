import { type BinaryName, findPart } from "@platform/parts";
import { describe } from "vitest";

/** A suite of a real part: skipped by a name that says how to get it; where CI is set, run, and so a failure. */
export function describePart(binary: BinaryName, title: string, suite: () => void): void {
  if (findPart(binary) || process.env.CI) describe(title, suite);
  else describe.skip(`${title} (there is no ${binary}: npm run mesh:install)`, suite);
}
