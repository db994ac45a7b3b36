import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { findFile } from "@platform/parts";
import { type Document, parse } from "./documents.ts";

/** Writes the schemas of what Kubernetes and Istio know, strict ones; answers with where kubeconform finds each. */
export function writeSchemas(folder: string): string {
  const write = (group: string, kind: string, version: string, schema: object) => {
    mkdirSync(join(folder, group), { recursive: true });
    writeFileSync(join(folder, group, `${kind.toLowerCase()}_${version}.json`), JSON.stringify(schema));
  };
  const { definitions } = JSON.parse(readFileSync(findFile("kubernetes.json") as string, "utf8"));
  const all = join(folder, "definitions.json");
  mkdirSync(folder, { recursive: true });
  writeFileSync(all, JSON.stringify({ definitions: mapValues(definitions, strict) }));
  for (const [name, definition] of Object.entries<Document>(definitions)) {
    const [only, ...others] = definition["x-kubernetes-group-version-kind"] ?? [];
    if (!only || others.length > 0) continue;
    // kubeconform takes the version for the group of what has none.
    write(only.group || only.version, only.kind, only.version, { $ref: `file://${all}#/definitions/${name}` });
  }
  for (const { spec } of parse(readFileSync(findFile("istio.yaml") as string, "utf8"))) {
    for (const { name, schema } of spec.versions) {
      const { properties, ...rest } = schema.openAPIV3Schema;
      const identity = { apiVersion: { type: "string" }, kind: { type: "string" }, metadata: { type: "object" } };
      write(spec.group, spec.names.kind, name, strict({ ...rest, properties: { ...properties, ...identity } }));
    }
  }
  return join(folder, "{{.Group}}/{{.ResourceKind}}_{{.ResourceAPIVersion}}.json");
}

/** The same schema, which refuses what it does not name. */
function strict(schema: Document): Document {
  if (schema.format === "int-or-string" || schema["x-kubernetes-int-or-string"]) return { type: ["string", "integer"] };
  if (/^Quantity is/.test(schema.description ?? "")) return { type: ["string", "number"] };
  const { $ref, properties, items, additionalProperties, anyOf, oneOf, description: _description, ...rest } = schema;
  const open = schema["x-kubernetes-preserve-unknown-fields"] || additionalProperties !== undefined;
  return {
    ...rest,
    ...($ref && { $ref }),
    ...(properties && { properties: mapValues(properties, strict), ...(!open && { additionalProperties: false }) }),
    ...(items && { items: strict(items) }),
    ...(additionalProperties !== undefined && {
      additionalProperties: typeof additionalProperties === "object" ? strict(additionalProperties) : true,
    }),
    // What is one of several names its fields once more, without the others.
    ...(anyOf && { anyOf }),
    ...(oneOf && { oneOf }),
  };
}

function mapValues(object: Record<string, Document>, change: (value: Document) => Document): Record<string, Document> {
  return Object.fromEntries(Object.entries(object).map(([name, value]) => [name, change(value)]));
}
