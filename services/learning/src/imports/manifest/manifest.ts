import { refuse } from "@platform/kit";
import { readText, type Source } from "@platform/kit/archives";
import { descendants, elements, isElement, parseXml, textOf, type XmlElement } from "../xml.ts";
import { folderOf, isRelative, resolveHref } from "./href.ts";

/** What the imsmanifest.xml of an IMS package says: Common Cartridge, QTI and SCORM are such packages. */
export interface Manifest {
  /** Its path in the source. */
  file: string;
  /** The folder of the package, with a slash at its end; empty where it is the source itself. */
  folder: string;
  /** For example `ADL SCORM`, `IMS Common Cartridge`, `QTI Package`; empty where it is not said. */
  schema: string;
  schemaVersion: string;
  /** What its metadata, or else its first organisation, calls it; may be empty. */
  title: string;
  description: string;
  /** As the metadata says it, for example `ru-RU`; may be empty. */
  language: string;
  /** The default one stands first. */
  organizations: Organization[];
  /** In their order, those whose identifier is another's too among them. */
  resources: Resource[];
  /** The first resource of an identifier. */
  resource(id: string): Resource | undefined;
  /** The whole, for what this reading passes over. */
  element: XmlElement;
}

/** A tree of what there is to go through. */
export interface Organization {
  id: string;
  title: string;
  items: Item[];
  element: XmlElement;
}

/** A place in an organisation: a heading over others, or one that shows a resource. */
export interface Item {
  id: string;
  title: string;
  /** The resource that it shows; empty for a heading. */
  resourceId: string;
  /** What is added to the address of its resource. */
  parameters: string;
  visible: boolean;
  items: Item[];
  /** The whole, for the extensions that SCORM puts into it. */
  element: XmlElement;
}

/** Files of a package that belong together. */
export interface Resource {
  id: string;
  /** For example `imsqti_item_xmlv3p0`; in the writer's own capitals. */
  type: string;
  /** The path in the source of the file to begin with; empty for none, or one that is not in the package. */
  href: string;
  /** What the address bore behind its path, from `?` or `#` on. */
  hrefRest: string;
  /** The address as it is written; for a resource outside the package, one of the web. */
  address: string;
  /** Paths in the source, whether or not a file is there. */
  files: string[];
  /** Identifiers of resources that it needs. */
  dependencies: string[];
  element: XmlElement;
}

const manifestName = "imsmanifest.xml";

/** The path of the manifest that is nearest to the root; undefined for none. */
export function findManifest(source: Source): string | undefined {
  const depth = (path: string) => path.split("/").length;
  return [...source.files.keys()]
    .filter((path) => path === manifestName || path.endsWith(`/${manifestName}`))
    .sort((a, b) => depth(a) - depth(b) || (a < b ? -1 : 1))[0];
}

// As many as an archive may hold files.
const mostResources = 20_000;

/** Reads a manifest; refuses XML_INVALID, XML_HOSTILE and COURSE_TOO_LARGE. */
export async function readManifest(source: Source, file: string): Promise<Manifest> {
  const element = parseXml(await readText(source, file), file);
  const folder = folderOf(file);
  const metadata = child(element, "metadata");
  const organizations = readOrganizations(child(element, "organizations"));
  const resources = readResources(element, folder);
  if (resources.length > mostResources) {
    throw refuse.state("COURSE_TOO_LARGE", `${file} names more than ${mostResources} resources.`);
  }
  const byId = new Map([...resources].reverse().map((resource) => [resource.id, resource]));
  return {
    file,
    folder,
    schema: wordsOf(metadata, "schema"),
    schemaVersion: wordsOf(metadata, "schemaversion"),
    title: wordsOf(metadata, "title") || (organizations[0]?.title ?? ""),
    description: wordsOf(metadata, "description"),
    language: wordsOf(metadata, "language"),
    organizations,
    resources,
    resource: (id) => byId.get(id),
    element,
  };
}

function readOrganizations(parent: XmlElement | undefined): Organization[] {
  const preferred = parent?.attributes.default;
  const read = children(parent, "organization").map((element) => ({
    id: element.attributes.identifier ?? "",
    title: words(child(element, "title")),
    items: readItems(element),
    element,
  }));
  return read.sort((a, b) => Number(b.id === preferred) - Number(a.id === preferred));
}

function readItems(parent: XmlElement): Item[] {
  return children(parent, "item").map((element) => ({
    id: element.attributes.identifier ?? "",
    title: words(child(element, "title")),
    resourceId: element.attributes.identifierref ?? "",
    parameters: element.attributes.parameters ?? "",
    visible: !/^(false|0)$/i.test(element.attributes.isvisible ?? ""),
    items: readItems(element),
    element,
  }));
}

function readResources(manifest: XmlElement, folder: string): Resource[] {
  const parent = child(manifest, "resources");
  return children(parent, "resource").map((element) => {
    const base = [manifest, parent, element].map((each) => each?.attributes["xml:base"] ?? "").join("");
    // A base may be another server's; what is relative to it lies there.
    const address = element.attributes.href ?? "";
    const place = (href = "") => (href && isRelative(href) ? resolveHref(base + href, folder, folder) : undefined);
    const start = place(element.attributes.href);
    const named = children(element, "file").flatMap(({ attributes }) => place(attributes.href)?.path ?? []);
    return {
      id: element.attributes.identifier ?? "",
      type: element.attributes.type ?? "",
      href: start?.path ?? "",
      hrefRest: start?.rest ?? "",
      address: address !== "" && isRelative(address) && !isRelative(base) ? base + address : address,
      files: [...new Set(start ? [start.path, ...named] : named)],
      dependencies: children(element, "dependency").map(({ attributes }) => attributes.identifierref ?? ""),
      element,
    };
  });
}

/** A name without the prefix of its namespace. */
export function localName(name: string): string {
  return name.slice(name.indexOf(":") + 1);
}

/** The elements directly inside that bear a name, whatever the prefix of their namespace. */
export function children(parent: XmlElement | undefined, name: string): XmlElement[] {
  return parent ? elements(parent).filter((element) => localName(element.name) === name) : [];
}

/** The first of them. */
export function child(parent: XmlElement | undefined, name: string): XmlElement | undefined {
  return children(parent, name)[0];
}

/** The text of the first element below that bears a name. */
function wordsOf(parent: XmlElement | undefined, name: string): string {
  return parent ? words(descendants(parent, (element) => localName(element.name) === name)[0]) : "";
}

/** The text of an element on one line; of several languages, the first. */
function words(element: XmlElement | undefined): string {
  if (!element) return "";
  const first = element.children.filter(isElement)[0];
  return textOf(first ?? element)
    .replace(/\s+/g, " ")
    .trim();
}
