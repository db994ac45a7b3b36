import { describe } from "vitest";
import type { BinaryName } from "./catalogue.ts";
import { findPart } from "./find.ts";

/** A suite of a real part: skipped by a name that says how to get it; where CI is set, run, and so a failure. */
export function describePart(title: string, binary: BinaryName, suite: () => void): void {
  if (findPart(binary) || process.env.CI) describe(title, suite);
  else describe.skip(`${title} (there is no ${binary}: npm run mesh:install)`, suite);
}
