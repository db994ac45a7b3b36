import type { DescField, DescMessage } from "@bufbuild/protobuf";
import { isSensitive } from "../contract.ts";

const mostItems = 20;
const mostText = 200;

/**
 * A message as plain data for a log: sensitive fields replaced, bytes as their length, long text and lists cut.
 * `message` is ts-proto's shape of `descriptor`.
 */
export function describe(descriptor: DescMessage, message: unknown): Record<string, unknown> {
  const source = message as Record<string, unknown>;
  const shown: Record<string, unknown> = {};
  for (const field of descriptor.fields) {
    const value = field.oneof ? memberValue(field, source[field.oneof.localName]) : source[field.localName];
    if (value === undefined || value === "" || (Array.isArray(value) && value.length === 0)) continue;
    shown[field.localName] = isSensitive(field) ? "[sensitive]" : describeValue(field, value);
  }
  return shown;
}

function memberValue(field: DescField, oneof: unknown): unknown {
  const chosen = oneof as { $case: string; value: unknown } | undefined;
  return chosen?.$case === field.localName ? chosen.value : undefined;
}

function describeValue(field: DescField, value: unknown): unknown {
  if (Array.isArray(value)) return value.slice(0, mostItems).map((item) => describeValue(field, item));
  if (value instanceof Uint8Array) return `[${value.length} bytes]`;
  if (typeof value === "string") return value.length > mostText ? `${value.slice(0, mostText)}…` : value;
  if (field.message && typeof value === "object" && value !== null && !(value instanceof Date)) {
    return field.fieldKind === "map" ? "[map]" : describe(field.message, value);
  }
  return value;
}
