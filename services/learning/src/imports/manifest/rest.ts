import { extensionOf } from "@platform/kit/archives";
import type { Change, Report } from "../report.ts";
import type { PackageFiles } from "./files.ts";
import { webAddress } from "./href.ts";
import type { Manifest, Resource } from "./manifest.ts";

/**
 * A line for each resource that none tells of yet, and for the files of each folder that no resource holds. `why` may
 * know more of a resource that was left out.
 */
export function reportRest(
  manifest: Manifest,
  files: PackageFiles,
  told: ReadonlySet<Resource>,
  report: Report,
  why: (resource: Resource) => Change | undefined = () => undefined,
): void {
  const carried = new Set(files.assets.chosen.values());
  const held = new Set([manifest.file, ...carried, ...files.read]);
  for (const resource of manifest.resources) {
    for (const path of resource.files) held.add(path);
    if (!told.has(resource)) reportResource(resource, files, carried, report, why(resource));
  }
  const rest = new Map<string, number>();
  for (const { path, size } of files.source.files.values()) {
    if (held.has(path) || size === 0) continue;
    const folder = path.slice(0, path.indexOf("/") + 1);
    rest.set(folder, (rest.get(folder) ?? 0) + 1);
  }
  for (const [folder, count] of rest) {
    const message = `${count === 1 ? "1 file" : `${count} files`} that the manifest does not name and nothing refers to.`;
    report.leftOut({ source: folder, kind: "files" }, "FILES_UNUSED", message);
  }
}

function reportResource(
  { id, type, href, address, files: paths }: Resource,
  files: PackageFiles,
  carried: ReadonlySet<string>,
  report: Report,
  why: Change | undefined,
): void {
  const [first = ""] = paths;
  const piece = { source: href || first || address || id, kind: type || "resource", title: "" };
  const used = paths.filter((path) => carried.has(path) || files.read.has(path));
  const missing = paths.filter((path) => !files.has(path));
  if (used.length > 0 && used.length === paths.length) report.taken(piece);
  else if (used.length > 0) {
    const message = `Of its ${paths.length} files, ${used.length} are referred to and were carried over.`;
    report.taken(piece, "", [{ reason: "FILES_UNUSED", message }]);
  } else if (!why && paths.length === 0 && webAddress(address) !== undefined) {
    report.leftOut(piece, "RESOURCE_OUTSIDE", "It lies on another server, and nothing that was taken shows it.");
  } else if (why) report.leftOut(piece, why.reason, why.message);
  else if (paths.length === 0 || missing.length === paths.length) {
    report.leftOut(piece, "FILE_MISSING", "Its files are not in the archive.");
  } else if (paths.every((path) => extensionOf(path) === "css")) {
    report.leftOut(piece, "STYLE_DROPPED", "Styles were dropped.");
  } else report.leftOut(piece, "FILE_UNUSED", "Nothing that was taken refers to it.");
}
