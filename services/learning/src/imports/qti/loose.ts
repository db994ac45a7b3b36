import { extensionOf, type Source } from "@platform/kit/archives";
import type { Manifest, Resource } from "../manifest/manifest.ts";

const roots: readonly [RegExp, string][] = [
  [/^(qti-assessment-item|assessmentItem)$/, "imsqti_item_xmlv3p0"],
  [/^(qti-assessment-test|assessmentTest)$/, "imsqti_test_xmlv3p0"],
  [/^questestinterop$/, "imsqti_xmlv1p2/imscc_xmlv1p3/assessment"],
];

/** The type of resource that a file of XML would be, by how it begins; undefined where it is none of QTI. */
export function typeOfXml(text: string): string | undefined {
  const head = text.slice(0, 20_000).replace(/<!--[\s\S]*?(-->|$)|<\?[\s\S]*?(\?>|$)/g, "");
  const root = /^[\ufeff\s]*<(?:[\w.-]+:)?([\w-]+)/.exec(head)?.[1] ?? "";
  return roots.find(([name]) => name.test(root))?.[1];
}

/** Files of QTI that came without a manifest, as one would name them. */
export async function looseManifest(source: Source): Promise<Manifest> {
  const resources: Resource[] = [];
  for (const path of source.files.keys()) {
    const type = extensionOf(path) === "xml" ? typeOfXml(await headOf(source, path)) : undefined;
    if (type) resources.push(resourceOf(path, type));
  }
  return {
    file: "",
    folder: "",
    schema: "",
    schemaVersion: "",
    title: "",
    description: "",
    language: "",
    organizations: [],
    resources,
    resource: () => undefined,
    element: { name: "manifest", attributes: {}, children: [] },
  };
}

function resourceOf(path: string, type: string): Resource {
  const element = { name: "resource", attributes: {}, children: [] };
  return { id: path, type, href: path, hrefRest: "", address: path, files: [path], dependencies: [], element };
}

async function headOf(source: Source, path: string): Promise<string> {
  for await (const chunk of source.open(path)) return (chunk as Buffer).toString("utf8");
  return "";
}
