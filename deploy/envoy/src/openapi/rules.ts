import { type DescField, getOption, hasOption } from "@bufbuild/protobuf";
import { type FieldRules, field as rules } from "@bufbuild/protovalidate/gen/buf/validate/validate_pb.js";
import type { JsonObject } from "../json.ts";

/** The rules of a field as JSON Schema says them, those of a list's items apart. */
export function rulesOf(field: DescField): { own: JsonObject; items: JsonObject; required: boolean } {
  if (!hasOption(field, rules)) return { own: {}, items: {}, required: false };
  const rule = getOption(field, rules);
  return {
    own: read(rule),
    items: rule.type.case === "repeated" && rule.type.value.items ? read(rule.type.value.items) : {},
    required: rule.required,
  };
}

function read({ type }: FieldRules): JsonObject {
  switch (type.case) {
    case "string": {
      const { minLen, maxLen, pattern, wellKnown } = type.value;
      const format = wellKnown.value === true ? formats[wellKnown.case ?? ""] : undefined;
      return said({ minLength: number(minLen), maxLength: number(maxLen), pattern: pattern || undefined, format });
    }
    case "repeated": {
      const { minItems, maxItems, unique } = type.value;
      return said({ minItems: number(minItems), maxItems: number(maxItems), uniqueItems: unique || undefined });
    }
    case "int32":
    case "uint32": {
      const { greaterThan, lessThan } = type.value;
      return said({
        minimum: greaterThan.case === "gte" ? greaterThan.value : undefined,
        exclusiveMinimum: greaterThan.case === "gt" ? greaterThan.value : undefined,
        maximum: lessThan.case === "lte" ? lessThan.value : undefined,
        exclusiveMaximum: lessThan.case === "lt" ? lessThan.value : undefined,
      });
    }
    default:
      return {};
  }
}

const formats: Record<string, string> = { email: "email", hostname: "hostname", uri: "uri", uuid: "uuid" };

function number(value: bigint): number | undefined {
  return value === 0n ? undefined : Number(value);
}

function said(values: Record<string, string | number | boolean | undefined>): JsonObject {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as JsonObject;
}
