import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { demandPart, findPart } from "@platform/parts";
import { describe } from "vitest";

const run = promisify(execFile);

/** A suite that needs Prometheus's tool: skipped by a name that says how to get it; where CI is set, run, and so a failure. */
export function describePromtool(title: string, suite: () => void): void {
  if (findPart("promtool") || process.env.CI) describe(title, suite);
  else describe.skip(`${title} (there is no promtool: npm run mesh:install)`, suite);
}

/** Runs promtool; throws what it says where it is not content. */
export async function promtool(...args: string[]): Promise<string> {
  try {
    const { stdout, stderr } = await run(demandPart("promtool"), args);
    return `${stdout}${stderr}`;
  } catch (cause) {
    const { stdout, stderr } = cause as { stdout: string; stderr: string };
    throw new Error(`promtool ${args.join(" ")} is not content:\n${stdout}${stderr}`, { cause });
  }
}

/** Hands promtool something as a file, which it reads as YAML. */
export async function promtoolOn(value: object, ...args: string[]): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "platform-promtool-"));
  try {
    const file = join(folder, "value.json");
    await writeFile(file, JSON.stringify(value));
    return await promtool(...args, file);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
