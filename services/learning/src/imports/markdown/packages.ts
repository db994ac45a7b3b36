import { Refusal } from "@platform/kit";
import type { Source } from "@platform/kit/archives";
import type { Block } from "../../content.ts";
import type { ImportedPackage } from "../imported.ts";
import { readManifest } from "../manifest/manifest.ts";
import type { Change, Report } from "../report.ts";
import { readPackage } from "../scorm/package.ts";

const shape = /^packages\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\/imsmanifest\.xml$/;

/** The SCORM packages that lie unpacked in the folder `packages` of a course, each under its id. */
export async function readPackages(source: Source, root: string, report: Report): Promise<ImportedPackage[]> {
  const packages: ImportedPackage[] = [];
  for (const path of source.files.keys()) {
    const id = path.startsWith(root) ? shape.exec(path.slice(root.length))?.[1] : undefined;
    if (id === undefined) continue;
    const piece = { source: path.slice(root.length), kind: "package" };
    try {
      const content = readPackage(source, await readManifest(source, path));
      packages.push({ id, fileName: `${id}.zip`, ...content });
      report.taken({ ...piece, title: content.title });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      report.leftOut(piece, error.reason, error.message);
    }
  }
  return packages;
}

/** The blocks without those that play what is not there. */
export function withPackages(blocks: Block[], packages: readonly ImportedPackage[], changes: Change[]): Block[] {
  const there = blocks.flatMap((block): Block[] => {
    if (block.kind !== "package") return [block];
    const played = packages.find(({ id }) => id === block.packageId);
    const known = played?.entries.some(({ href }) => href === block.entry);
    return played && known ? [{ ...block, version: played.version }] : [];
  });
  if (there.length < blocks.length) {
    changes.push({ reason: "PACKAGE_MISSING", message: "It plays a SCORM package that the archive does not hold." });
  }
  return there;
}
