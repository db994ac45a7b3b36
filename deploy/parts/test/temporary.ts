import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";
import type { Part } from "../src/process.ts";

/** A folder for a suite's parts, and the parts themselves: stopped and removed after it, whatever happened. */
export async function temporary(): Promise<{ folder: string; keep<P extends Pick<Part, "kill">>(part: P): P }> {
  const folder = await mkdtemp(join(tmpdir(), "platform-parts-"));
  const parts: Pick<Part, "kill">[] = [];
  afterAll(async () => {
    await Promise.all(parts.map((part) => part.kill()));
    await rm(folder, { recursive: true, force: true });
  });
  return {
    folder,
    keep(part) {
      parts.push(part);
      return part;
    },
  };
}
