import type { Manifest, Resource } from "../manifest/manifest.ts";
import { localName } from "../manifest/manifest.ts";
import { descendants, textOf } from "../xml.ts";

/** What a resource of a Common Cartridge is. */
export type CartridgeKind = "content" | "weblink" | "topic" | "lti" | "assessment" | "bank" | "assignment" | "other";

const kinds: readonly [RegExp, CartridgeKind][] = [
  [/^webcontent$/i, "content"],
  [/^imswl_xmlv/i, "weblink"],
  [/^imsdt_xmlv/i, "topic"],
  [/^imsbasiclti_xmlv/i, "lti"],
  [/^imsqti_xmlv1p2.*question-bank$/i, "bank"],
  [/^imsqti_xmlv1p2/i, "assessment"],
  [/^assignment_xmlv1p/i, "assignment"],
];

/** The kind of a resource, by its type. */
export function kindOf({ type }: Resource): CartridgeKind {
  return kinds.find(([shape]) => shape.test(type))?.[1] ?? "other";
}

/** Whether a package is a Common Cartridge, or another of content that no program plays. */
export function isCartridge({ schema, resources }: Manifest): boolean {
  if (/common cartridge/i.test(schema)) return true;
  if (resources.some((resource) => !["content", "other"].includes(kindOf(resource)))) return true;
  return /^ims content$/i.test(schema) && !resources.some(isProgram);
}

function isProgram({ element }: Resource): boolean {
  return Object.keys(element.attributes).some((name) => /^scormtype$/i.test(localName(name)));
}

/** Whether those who teach alone are to see a resource, as its metadata says. */
export function isForStaff({ element }: Resource): boolean {
  const roles = descendants(element, ({ name }) => localName(name).toLowerCase() === "intendedenduserrole").map(
    (role) =>
      descendants(role, ({ name }) => localName(name) === "value")
        .map(textOf)
        .join(" "),
  );
  return roles.length > 0 && roles.every((role) => /instructor|mentor|teacher|administrator/i.test(role));
}
