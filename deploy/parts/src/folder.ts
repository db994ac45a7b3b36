import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { type CataloguedPart, catalogue, type PartName } from "./catalogue.ts";

// A bundle lies elsewhere and is told.
const root = process.env.PLATFORM_ROOT ?? join(dirname(fileURLToPath(import.meta.url)), "../../..");

/** Where the parts are installed; nothing of them is anywhere else. */
export const partsFolder = join(root, ".cache/parts");

/** A file of this package that is no TypeScript. */
export function packageFile(path: string): string {
  return join(root, "deploy/parts", path);
}

/** Where a part is installed, with `bin` for its programs; another version is another folder. */
export function folderOf(name: PartName): string {
  return join(partsFolder, `${name}-${catalogue[name].version}`);
}

/** All parts with their names. */
export function cataloguedParts(): [PartName, CataloguedPart][] {
  return Object.entries(catalogue) as [PartName, CataloguedPart][];
}
