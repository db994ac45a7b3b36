import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { demandPart } from "@platform/parts";

const run = promisify(execFile);

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
