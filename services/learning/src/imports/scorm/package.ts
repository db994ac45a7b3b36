import { refuse } from "@platform/kit";
import type { Source } from "@platform/kit/archives";
import type { PackageVersion } from "../../content.ts";
import type { PackageEntry } from "../../schema.ts";
import { findManifest, type Item, type Manifest, readManifest } from "../manifest/manifest.ts";
import { attribute, readEntry } from "./entry.ts";

/** A SCORM package as it lies in a source. */
export interface PackageContent {
  version: PackageVersion;
  title: string;
  /** Each address once, in the order in which one goes through them. */
  entries: PackageEntry[];
  /** Path in the package -> path in the source. */
  files: Map<string, string>;
}

const mostEntries = 1000;

/** The manifest of a source that is a SCORM package; undefined for any other. */
export async function findScorm(source: Source): Promise<Manifest | undefined> {
  const file = findManifest(source);
  const manifest = file === undefined ? undefined : await readManifest(source, file);
  return manifest && isScorm(manifest) ? manifest : undefined;
}

/** Whether a manifest is that of a SCORM package. */
export function isScorm({ schema, element, resources }: Manifest): boolean {
  if (/\bscorm\b/i.test(schema)) return true;
  const names = Object.values(element.attributes).join(" ");
  return /adlcp/i.test(names) || resources.some((resource) => attribute(resource.element, "scormtype") !== "");
}

/** Reads the parts and the files of a package; refuses PACKAGE_INVALID where nothing can be opened. */
export function readPackage(source: Source, manifest: Manifest): PackageContent {
  const version = versionOf(manifest);
  const entries = new Map<string, PackageEntry>();
  for (const entry of entriesOf(source, manifest, version)) {
    if (!entries.has(entry.href)) entries.set(entry.href, entry);
  }
  if (entries.size === 0) throw invalid("Its manifest names no page of it to begin with.");
  if (entries.size > mostEntries) throw invalid(`It has more than ${mostEntries} parts.`);
  const inside = [...source.files.keys()].filter((path) => path.startsWith(manifest.folder));
  const files = new Map(inside.map((path) => [path.slice(manifest.folder.length), path]));
  return { version, title: manifest.title, entries: [...entries.values()], files };
}

function entriesOf(source: Source, manifest: Manifest, version: PackageVersion): PackageEntry[] {
  const there = (entry: PackageEntry | undefined, path: string) => (entry && source.files.has(path) ? [entry] : []);
  const ofItems = (items: readonly Item[]): PackageEntry[] =>
    items.flatMap((item) => {
      const resource = manifest.resource(item.resourceId);
      const own = resource ? there(readEntry(manifest, version, resource, item), resource.href) : [];
      return [...own, ...ofItems(item.items)];
    });
  const organised = ofItems(manifest.organizations[0]?.items ?? []);
  if (organised.length > 0) return organised;
  // A package of resources has no order to go through them.
  return manifest.resources.flatMap((resource) => there(readEntry(manifest, version, resource), resource.href));
}

/** Editions call themselves `1.2`, `CAM 1.3`, `2004 3rd Edition`; some say nothing, and show it in their names alone. */
function versionOf({ schemaVersion, element }: Manifest): PackageVersion {
  if (/2004|1\.3/.test(schemaVersion)) return "SCORM_2004";
  if (/1\.[12]/.test(schemaVersion)) return "SCORM_1_2";
  return /adlcp_v1p3|adlseq|imsss/i.test(Object.values(element.attributes).join(" ")) ? "SCORM_2004" : "SCORM_1_2";
}

export function invalid(why: string) {
  return refuse.state("PACKAGE_INVALID", `The file is no SCORM package that can be played. ${why}`);
}
