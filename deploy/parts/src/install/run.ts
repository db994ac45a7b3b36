import { execFile } from "node:child_process";
import { chmod, writeFile } from "node:fs/promises";
import { isAbsolute, join } from "node:path";
import { promisify } from "node:util";
import { onPath } from "../find.ts";

/** Runs a registry's client; throws one sentence with the end of what it said. */
export async function run(command: string, args: string[], where: { cwd?: string; env?: object } = {}): Promise<void> {
  if (!isAbsolute(command) && !onPath(command)) throw new Error(`there is no ${command}`);
  try {
    const env = { ...process.env, ...where.env };
    await promisify(execFile)(command, args, { cwd: where.cwd, env, maxBuffer: 64 * 1024 * 1024 });
  } catch (cause) {
    const { stdout = "", stderr = "" } = cause as { stdout?: string; stderr?: string };
    const lines = `${stdout}\n${stderr}`.split("\n").filter((line) => line.trim());
    throw new Error(`${command} ${args[0]} failed: ${lines.slice(-3).join("; ")}`, { cause });
  }
}

/** Writes a program that becomes another one, which finds what it needs beside it; `$here` is the part's folder. */
export async function writeLauncher(folder: string, binary: string, becomes: string): Promise<void> {
  const path = join(folder, "bin", binary);
  const here = 'here=$(dirname "$(dirname "$(readlink -f "$0")")")';
  await writeFile(path, `#!/bin/sh\n${here}\n${becomes}\n`);
  await chmod(path, 0o755);
}
