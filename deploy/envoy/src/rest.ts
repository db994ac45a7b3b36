import type { DescField, DescMessage, DescMethod } from "@bufbuild/protobuf";

/** How a partner calls a method by REST. */
export interface RestCall {
  verb: "GET" | "POST";
  path: string;
}

const noSideEffects = 1;

/**
 * The one convention of the REST API: `/api/v1/<service>/<Method>`. What has no side effects is asked by GET, its
 * request in the query; everything else is a POST with the request as its body.
 */
export function restCall(method: DescMethod): RestCall {
  const [, service, version] = method.parent.typeName.split(".");
  const asked = method.idempotency === noSideEffects && fitsQuery(method.input);
  return { verb: asked ? "GET" : "POST", path: `/api/${version}/${service}/${method.name}` };
}

/** Refuses two methods that would be called alike. */
export function demandDistinct(methods: readonly DescMethod[]): void {
  const taken = new Map<string, string>();
  for (const method of methods) {
    const { path } = restCall(method);
    const name = `${method.parent.typeName}/${method.name}`;
    const other = taken.get(path);
    if (other) throw new Error(`${other} and ${name} would both be ${path}; rename one of them`);
    taken.set(path, name);
  }
}

/** A field as a query names it: in camelCase, a message's by its path. */
export interface QueryField {
  name: string;
  field: DescField;
}

/** The fields that a request's query may hold; a message that JSON writes as one value is one. */
export function queryFields(message: DescMessage, prefix = ""): QueryField[] {
  return message.fields.flatMap((field) => {
    const name = `${prefix}${field.jsonName}`;
    return field.fieldKind === "message" && !isScalarInJson(field.message)
      ? queryFields(field.message, `${name}.`)
      : [{ name, field }];
  });
}

/** Well-known messages whose JSON is one value. */
export function isScalarInJson({ typeName }: DescMessage): boolean {
  return ["google.protobuf.Timestamp", "google.protobuf.Duration", "google.protobuf.FieldMask"].includes(typeName);
}

function fitsQuery(message: DescMessage, outer: readonly DescMessage[] = []): boolean {
  if (outer.includes(message)) return false;
  return message.fields.every((field) => {
    if (field.fieldKind === "map") return false;
    if (field.fieldKind === "list") return field.listKind !== "message";
    return (
      field.fieldKind !== "message" || isScalarInJson(field.message) || fitsQuery(field.message, [...outer, message])
    );
  });
}
