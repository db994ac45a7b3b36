// Prints buf/validate/validate.proto from the descriptor that @bufbuild/protovalidate carries, since buf can only
// fetch it from its own registry. Options are left out: protovalidate reads its predefined rules from its own copy.
import { file_buf_validate_validate as file } from "@bufbuild/protovalidate/gen/buf/validate/validate_pb.js";

const SCALARS = {
  1: "double",
  2: "float",
  3: "int64",
  4: "uint64",
  5: "int32",
  6: "fixed64",
  7: "fixed32",
  8: "bool",
  9: "string",
  12: "bytes",
  13: "uint32",
  15: "sfixed32",
  16: "sfixed64",
  17: "sint32",
  18: "sint64",
};
const LABELS = { 1: "optional", 2: "required", 3: "repeated" };

/** The whole file as proto2 text. */
export function printValidateProto() {
  const { proto } = file;
  const lines = [`syntax = "${proto.syntax || "proto2"}";`, `package ${proto.package};`];
  for (const path of proto.dependency) lines.push(`import "${path}";`);
  for (const entry of proto.enumType) lines.push(...printEnum(entry));
  for (const entry of proto.messageType) lines.push(...printMessage(entry));
  for (const entry of proto.extension) {
    lines.push(`extend ${entry.extendee} {`, `  ${printField(entry)}`, "}");
  }
  return `${lines.join("\n")}\n`;
}

function printField(field, label = LABELS[field.label]) {
  const type = field.typeName || SCALARS[field.type];
  return `${label} ${type} ${field.name} = ${field.number};`.trimStart();
}

function printEnum(entry) {
  const values = entry.value.map((value) => `  ${value.name} = ${value.number};`);
  const reserved = entry.reservedRange.map((range) => `  reserved ${range.start} to ${range.end};`);
  return [`enum ${entry.name} {`, ...values, ...reserved, "}"];
}

function printMessage(message) {
  const body = [...message.enumType.flatMap(printEnum)];
  for (const nested of message.nestedType) {
    if (nested.options?.mapEntry) throw new Error(`${message.name} has a map, which this printer does not know`);
    body.push(...printMessage(nested));
  }
  const inOneof = (field) => field.oneofIndex !== undefined && Object.hasOwn(field, "oneofIndex");
  for (const field of message.field.filter((field) => !inOneof(field))) body.push(printField(field));
  message.oneofDecl.forEach((oneof, index) => {
    const members = message.field.filter((field) => inOneof(field) && field.oneofIndex === index);
    body.push(`oneof ${oneof.name} {`, ...members.map((field) => `  ${printField(field, "")}`), "}");
  });
  for (const range of message.extensionRange) body.push(`extensions ${range.start} to ${range.end - 1};`);
  for (const range of message.reservedRange) body.push(`reserved ${range.start} to ${range.end - 1};`);
  for (const name of message.reservedName) body.push(`reserved "${name}";`);
  return [`message ${message.name} {`, ...body.map((line) => `  ${line}`), "}"];
}
