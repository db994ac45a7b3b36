import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseAllDocuments } from "yaml";

export const folder = fileURLToPath(new URL("..", import.meta.url));

// biome-ignore lint/suspicious/noExplicitAny: an object of any kind; what is read of it is asserted.
export type Document = any;

/** The documents of a YAML text. */
export function parse(text: string): Document[] {
  return parseAllDocuments(text).map((document) => document.toJS());
}

/** The objects that a folder's files describe. */
export function documentsOf(name: string): Document[] {
  return readdirSync(`${folder}${name}`)
    .filter((path) => path.endsWith(".yaml") && path !== "kustomization.yaml")
    .flatMap((path) => parse(readFileSync(`${folder}${name}/${path}`, "utf8")));
}

/** The one of a kind that has a name. */
export function find(documents: Document[], kind: string, name: string): Document {
  const found = documents.filter((one) => one.kind === kind && one.metadata.name === name);
  if (found.length !== 1) throw new Error(`There are ${found.length} of ${kind} ${name}`);
  return found[0];
}

/** What all pods are made from. */
export function podSpecs(documents: Document[]): { owner: string; spec: Document }[] {
  return documents
    .filter((one) => one.spec?.template?.spec?.containers)
    .map((one) => ({ owner: `${one.kind} ${one.metadata.name}`, spec: one.spec.template.spec }));
}
