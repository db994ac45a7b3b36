import { describe } from "vitest";
import type { BinaryName } from "./catalogue.ts";
import { findPart } from "./find.ts";

/** A suite of real parts: skipped by a name that says how to get them; where CI is set, run, and so a failure. */
export function describePart(title: string, binaries: BinaryName | readonly BinaryName[], suite: () => void): void {
  const missing = [binaries].flat().filter((binary) => !findPart(binary));
  if (missing.length === 0 || process.env.CI) describe(title, suite);
  else describe.skip(`${title} (there is no ${missing.join(", no ")}: npm run mesh:install)`, suite);
}
