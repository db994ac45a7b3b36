import { type DescEnum, type DescField, type DescMessage, ScalarType } from "@bufbuild/protobuf";
import type { Json, JsonObject } from "../json.ts";
import { sentence } from "./comments.ts";
import { rulesOf } from "./rules.ts";

/** Writes schemas of messages, and of the messages within them, as their JSON is. */
export function createSchemas() {
  const written = new Map<string, JsonObject>();

  function refer(type: DescMessage | DescEnum): JsonObject {
    const known = type.kind === "message" ? wellKnown[type.typeName] : undefined;
    if (known) return known;
    if (!written.has(type.typeName)) {
      // Held before it is written, since a message may be within itself.
      written.set(type.typeName, {});
      written.set(type.typeName, type.kind === "message" ? message(type) : enumeration(type));
    }
    return { $ref: `#/components/schemas/${type.typeName}` };
  }

  function message(type: DescMessage): JsonObject {
    return {
      type: "object",
      description: sentence(type),
      properties: Object.fromEntries(type.fields.map((field) => [field.jsonName, described(field)])),
    };
  }

  /** A field's schema, with what is said of it. */
  function described(field: DescField): JsonObject {
    const others = field.oneof?.fields.filter((other) => other !== field).map(({ jsonName }) => jsonName) ?? [];
    const alone = others.length > 0 ? `Not together with ${others.join(", ")}.` : "";
    return { ...schemaOf(field), description: [sentence(field), alone].filter(Boolean).join(" ") };
  }

  function schemaOf(field: DescField): JsonObject {
    const rules = rulesOf(field);
    if (field.fieldKind === "map") {
      return {
        type: "object",
        additionalProperties: schemaOfValue(field.mapKind, field.scalar, field.message ?? field.enum),
      };
    }
    if (field.fieldKind === "list") {
      const items = schemaOfValue(field.listKind, field.scalar, field.message ?? field.enum);
      return { type: "array", items: { ...items, ...rules.items }, ...rules.own };
    }
    return { ...schemaOfValue(field.fieldKind, field.scalar, field.message ?? field.enum), ...rules.own };
  }

  function schemaOfValue(
    kind: string,
    scalar: ScalarType | undefined,
    type: DescMessage | DescEnum | undefined,
  ): JsonObject {
    return kind === "scalar" || !type ? { ...scalars[scalar ?? ScalarType.STRING] } : refer(type);
  }

  return { refer, described, all: (): Json => Object.fromEntries([...written].sort(([a], [b]) => (a < b ? -1 : 1))) };
}

function enumeration(type: DescEnum): JsonObject {
  const values = type.values.map((value) => `- \`${value.name}\`: ${sentence(value)}`);
  return {
    type: "string",
    description: `${sentence(type)}\n\n${values.join("\n")}`,
    enum: type.values.map(({ name }) => name),
  };
}

const integer: JsonObject = { type: "integer", format: "int32" };
const unsigned: JsonObject = { type: "integer", format: "uint32", minimum: 0 };
// 64 bits do not fit into the numbers of JSON.
const long: JsonObject = { type: "string", format: "int64" };

const scalars: Record<ScalarType, JsonObject> = {
  [ScalarType.BOOL]: { type: "boolean" },
  [ScalarType.BYTES]: { type: "string", contentEncoding: "base64" },
  [ScalarType.DOUBLE]: { type: "number", format: "double" },
  [ScalarType.FLOAT]: { type: "number", format: "float" },
  [ScalarType.STRING]: { type: "string" },
  [ScalarType.INT32]: integer,
  [ScalarType.SINT32]: integer,
  [ScalarType.SFIXED32]: integer,
  [ScalarType.UINT32]: unsigned,
  [ScalarType.FIXED32]: unsigned,
  [ScalarType.INT64]: long,
  [ScalarType.SINT64]: long,
  [ScalarType.SFIXED64]: long,
  [ScalarType.UINT64]: long,
  [ScalarType.FIXED64]: long,
};

const wellKnown: Record<string, JsonObject> = {
  "google.protobuf.Any": {
    type: "object",
    properties: { "@type": { type: "string" } },
    required: ["@type"],
    additionalProperties: true,
  },
  "google.protobuf.Duration": { type: "string", pattern: "^-?\\d+(\\.\\d{1,9})?s$" },
  "google.protobuf.FieldMask": { type: "string" },
  "google.protobuf.Timestamp": { type: "string", format: "date-time" },
};
