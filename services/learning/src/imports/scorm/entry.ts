import type { PackageVersion } from "../../content.ts";
import type { PackageEntry } from "../../schema.ts";
import { clip } from "../clip.ts";
import { child, type Item, localName, type Manifest, type Resource } from "../manifest/manifest.ts";
import { descendants, textOf, type XmlElement } from "../xml.ts";

const mostHref = 2000;

/** A resource as a part that can be opened; undefined where there is nothing of it in the package. */
export function readEntry(
  manifest: Pick<Manifest, "folder">,
  version: PackageVersion,
  resource: Resource,
  item?: Item,
): PackageEntry | undefined {
  if (resource.href === "") return undefined;
  const href = hrefOf(resource.href.slice(manifest.folder.length), resource.hrefRest, item?.parameters ?? "");
  if (href.length > mostHref) return undefined;
  return {
    href,
    title: clip(item?.title ?? "", 200),
    reports: attribute(resource.element, "scormtype").toLowerCase() === "sco",
    mastery: item ? masteryOf(version, item.element) : null,
    threshold: item && version === "SCORM_2004" ? thresholdOf(item.element) : null,
    launchData: item ? clip(said(item.element, "datafromlms"), 4000) : "",
  };
}

/** A path with what stood behind it and what its item adds, as SCORM puts them together. */
function hrefOf(path: string, rest: string, parameters: string): string {
  const added = parameters.trim().replace(/^[?&]+/, "");
  const hash = rest.includes("#");
  const more = added === "" || (added.startsWith("#") && hash) ? "" : joined(rest, added);
  const url = new URL(path.split("/").map(encodeURIComponent).join("/") + rest + more, "http://package/");
  return `${url.pathname.slice(1)}${url.search}${url.hash}`;
}

function joined(rest: string, added: string): string {
  if (added.startsWith("#")) return added;
  return `${rest.includes("?") ? "&" : "?"}${added}`;
}

/** What a score must reach: raw in SCORM 1.2, scaled in 2004. */
function masteryOf(version: PackageVersion, item: XmlElement): number | null {
  if (version === "SCORM_1_2") return numberOf(said(item, "masteryscore"), 0, 100);
  const [objective] = descendants(item, ({ name }) => localName(name) === "primaryObjective").filter(
    (element) => attribute(element, "satisfiedByMeasure") === "true",
  );
  // The measure that the standard takes where none is given.
  return objective ? (numberOf(said(objective, "minNormalizedMeasure"), -1, 1) ?? 1) : null;
}

function thresholdOf(item: XmlElement): number | null {
  const element = extension(item, "completionThreshold");
  if (!element) return null;
  const old = numberOf(textOf(element), 0, 1);
  if (old !== null) return old;
  if (attribute(element, "completedByMeasure") !== "true") return null;
  return numberOf(attribute(element, "minProgressMeasure") || "1", 0, 1);
}

function numberOf(text: string, least: number, most: number): number | null {
  const number = text.trim() === "" ? Number.NaN : Number(text);
  return number >= least && number <= most ? number : null;
}

/** An attribute, whatever the prefix and the capitals of its name: the editions differ in them. */
export function attribute(element: XmlElement, name: string): string {
  const found = Object.entries(element.attributes).find(
    ([written]) => localName(written).toLowerCase() === name.toLowerCase(),
  );
  return found?.[1] ?? "";
}

function said(parent: XmlElement, name: string): string {
  const element = extension(parent, name);
  return element ? textOf(element).trim() : "";
}

/** An element directly inside, whatever the capitals of its name. */
export function extension(parent: XmlElement, name: string): XmlElement | undefined {
  const known = child(parent, name);
  if (known) return known;
  const names = parent.children.flatMap((node) => ("name" in node ? [localName(node.name)] : []));
  const written = names.find((each) => each.toLowerCase() === name.toLowerCase());
  return written === undefined ? undefined : child(parent, written);
}
