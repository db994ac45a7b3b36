import {
  create,
  type DescField,
  type DescMessage,
  getOption,
  hasOption,
  ScalarType,
  toBinary,
} from "@bufbuild/protobuf";
import { registry } from "@platform/kit";
import type { Random } from "./random.ts";

const extension = registry.getExtension("buf.validate.field");
const mostDepth = 6;

/** What protovalidate says of a text or a list, as far as the fuzzer heeds it. */
interface Rules {
  uuid?: boolean;
  email?: boolean;
  pattern?: string;
  minLen?: bigint;
  maxLen?: bigint;
  minItems?: bigint;
  maxItems?: bigint;
}

/** Bytes of a message that mostly keeps the rules of its contract; `ids` are ids that exist. */
export function validIsh(descriptor: DescMessage, random: Random, ids: readonly string[]): Buffer {
  return Buffer.from(toBinary(descriptor, create(descriptor, build(descriptor, random, ids, 0) as never)));
}

function build(
  descriptor: DescMessage,
  random: Random,
  ids: readonly string[],
  depth: number,
): Record<string, unknown> {
  const message: Record<string, unknown> = {};
  for (const field of descriptor.fields.filter((one) => !one.oneof)) {
    if (random.chance(0.85)) message[field.localName] = fieldValue(field, random, ids, depth);
  }
  for (const oneof of descriptor.oneofs.filter(() => random.chance(0.95))) {
    const field = random.pick(oneof.fields);
    message[oneof.localName] = { case: field.localName, value: fieldValue(field, random, ids, depth) };
  }
  return message;
}

function fieldValue(field: DescField, random: Random, ids: readonly string[], depth: number): unknown {
  if (field.fieldKind === "map") return {};
  if (field.fieldKind === "list") {
    const least = Number(rulesOf(field).minItems ?? 0n);
    const length = depth >= mostDepth ? 0 : least + random.below(4);
    return Array.from({ length }, () => single(field, random, ids, depth));
  }
  return single(field, random, ids, depth);
}

function single(field: DescField, random: Random, ids: readonly string[], depth: number): unknown {
  if (field.message) {
    if (field.message.typeName === "google.protobuf.FieldMask") return { paths: maskPaths(field, random) };
    return depth >= mostDepth ? {} : build(field.message, random, ids, depth + 1);
  }
  if (field.enum) return random.chance(0.9) ? random.pick(field.enum.values).number : random.below(1000);
  return scalar(field, random, ids);
}

function maskPaths(field: DescField, random: Random): string[] {
  const names = field.parent.fields.map((one) => one.name);
  return Array.from({ length: random.below(4) }, () => (random.chance(0.9) ? random.pick(names) : "no_such_field"));
}

function scalar(field: DescField, random: Random, ids: readonly string[]): unknown {
  switch (field.scalar) {
    case ScalarType.STRING:
      return text(rulesOf(field), random, ids);
    case ScalarType.BYTES:
      return random.bytes(random.below(40));
    case ScalarType.BOOL:
      return random.chance(0.5);
    case ScalarType.DOUBLE:
    case ScalarType.FLOAT:
      return random.pick([0, 0.5, 1, -1, 1e308, Number.NaN, Number.POSITIVE_INFINITY, random.next()]);
    case ScalarType.INT64:
    case ScalarType.SINT64:
    case ScalarType.SFIXED64:
      return random.pick([0n, 1n, -1n, 2n ** 63n - 1n, -(2n ** 63n), BigInt(random.below(1e9))]);
    case ScalarType.UINT64:
    case ScalarType.FIXED64:
      return random.pick([0n, 1n, 2n ** 64n - 1n, BigInt(random.below(1e9))]);
    case ScalarType.UINT32:
    case ScalarType.FIXED32:
      return random.pick([0, 1, 50, 2 ** 32 - 1, random.below(200)]);
    default:
      return random.pick([0, 1, -1, 2 ** 31 - 1, -(2 ** 31), random.below(200)]);
  }
}

const signs = [
  "a",
  "Z",
  "7",
  "_",
  "-",
  ".",
  " ",
  "é",
  "ё",
  "界",
  "👩‍🚀",
  "\u0000",
  "'",
  '"',
  "<",
  "%",
  "\\",
  "\u202e",
  "{",
];

function text(rules: Rules, random: Random, ids: readonly string[]): string {
  if (random.chance(0.1)) return anyText(random, 0, 60);
  if (rules.uuid) return random.chance(0.6) && ids.length > 0 ? random.pick(ids) : uuid(random);
  if (rules.email) return `fuzz-${random.below(1e6)}@example.org`;
  if (rules.pattern)
    return random.pick(["a", "abc_1", "learning.read", "https://example.org/x", "123456", "asset:x.png"]);
  return anyText(random, Number(rules.minLen ?? 0n), Math.min(Number(rules.maxLen ?? 80n), 80));
}

function anyText(random: Random, least: number, most: number): string {
  const length = least + random.below(Math.max(1, most - least));
  return Array.from({ length }, () => random.pick(signs)).join("");
}

function uuid(random: Random): string {
  const hex = random.bytes(16).toString("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-7${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`;
}

function rulesOf(field: DescField): Rules {
  // The registry knows the extension at run time alone, so that its type is any.
  if (!extension || !hasOption(field as never, extension as never)) return {};
  const { type } = getOption(field as never, extension as never) as { type?: { case?: string; value?: unknown } };
  const rules = type?.value as
    | (Rules & { wellKnown?: { case?: string }; items?: { type?: { value?: Rules } } })
    | undefined;
  if (!rules) return {};
  const known = { uuid: rules.wellKnown?.case === "uuid", email: rules.wellKnown?.case === "email" };
  const items = type?.case === "repeated" ? flatten(rules.items?.type?.value) : {};
  return { ...flatten(rules), ...known, ...items, minItems: rules.minItems };
}

// Rules are proto2: a field that was not said stands as its default on the prototype.
function flatten(rules: Rules | undefined): Rules {
  const said = rules as (Rules & { wellKnown?: { case?: string } }) | undefined;
  return {
    uuid: said?.wellKnown?.case === "uuid",
    email: said?.wellKnown?.case === "email",
    pattern: said?.pattern || undefined,
    minLen: said?.minLen || undefined,
    maxLen: said?.maxLen || undefined,
  };
}
