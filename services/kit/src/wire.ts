import type { DescMessage } from "@bufbuild/protobuf";
import { BinaryReader, WireType } from "@bufbuild/protobuf/wire";

const mostDepth = 64;

/**
 * Throws on bytes that would lead a decoder deep: groups, which none of the contracts has and which a decoder skips
 * by recursion, and messages nested more than 64 times. A decoder that runs out of stack inside a callback of HTTP/2
 * was seen to break the whole connection.
 */
export function demandShallow(descriptor: DescMessage, bytes: Uint8Array, depth = 0): void {
  if (depth > mostDepth) throw new RangeError(`messages are nested more than ${mostDepth} times`);
  const reader = new BinaryReader(bytes);
  while (reader.pos < reader.len) {
    const [number, wireType] = reader.tag();
    if (wireType === WireType.StartGroup || wireType === WireType.EndGroup) throw new TypeError("groups are not used");
    const nested = wireType === WireType.LengthDelimited ? messageOf(descriptor, number) : undefined;
    if (nested) demandShallow(nested, reader.bytes(), depth + 1);
    else reader.skip(wireType, number);
  }
}

function messageOf(descriptor: DescMessage, number: number): DescMessage | undefined {
  const field = descriptor.fields.find((candidate) => candidate.number === number);
  return field?.fieldKind === "map" ? undefined : field?.message;
}

/** The same bytes as grpc-js wants them. */
export function asBuffer({ buffer, byteOffset, byteLength }: Uint8Array): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength);
}
