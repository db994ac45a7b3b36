import { spawnSync } from "node:child_process";
import { accessSync, constants, existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import type { BinaryName, FileName } from "./catalogue.ts";
import { cataloguedParts, folderOf } from "./folder.ts";

/** Where a program is: on PATH where its version will do, else where `npm run mesh:install` put it, else nowhere. */
export function findPart(binary: BinaryName): string | undefined {
  const owner = cataloguedParts().find(([, part]) => part.binaries.includes(binary));
  if (!owner) return undefined;
  const [name, part] = owner;
  if (part.onPath) {
    const found = onPath(binary);
    if (found && isNewEnough(found, part.onPath)) return found;
  }
  const installed = join(folderOf(name), "bin", binary);
  return isExecutable(installed) ? installed : undefined;
}

/** Where a file is that `npm run mesh:install` brought. */
export function findFile(file: FileName): string | undefined {
  const owner = cataloguedParts().find(([, part]) => part.files?.includes(file));
  const path = owner && join(folderOf(owner[0]), file);
  return path && existsSync(path) ? path : undefined;
}

/** Where a program is; throws with what to do where it is nowhere. */
export function demandPart(binary: BinaryName): string {
  const found = findPart(binary);
  if (!found) throw new Error(`There is no ${binary} on this machine; run \`npm run mesh:install\``);
  return found;
}

/** A program on PATH. */
export function onPath(binary: string): string | undefined {
  const folders = (process.env.PATH ?? "").split(delimiter).filter(Boolean);
  return folders.map((folder) => join(folder, binary)).find(isExecutable);
}

function isNewEnough(path: string, { argument, atLeast }: { argument: string; atLeast: [number, number] }): boolean {
  const { stdout, stderr } = spawnSync(path, [argument], { encoding: "utf8", timeout: 10_000 });
  const version = /\b(\d+)\.(\d+)\.\d+/.exec(`${stdout}${stderr}`);
  if (!version) return false;
  const [major, minor] = [Number(version[1]), Number(version[2])];
  return major > atLeast[0] || (major === atLeast[0] && minor >= atLeast[1]);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
