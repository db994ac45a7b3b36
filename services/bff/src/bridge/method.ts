import { type DescMethod, fromBinary, fromJsonString, type Registry, toBinary, toJsonString } from "@bufbuild/protobuf";
import { status } from "@grpc/grpc-js";
import { failure } from "./failure.ts";

/** What the bridge knows of a method: its descriptor, from which JSON is read and written. */
export interface BridgedMethod {
  path: string;
  descriptor: DescMethod;
  /** Whether it may be asked with GET. */
  readOnly: boolean;
}

export type Encoding = "proto" | "json";

/** A request as the service wants it: binary passes as it came. */
export function toService(method: BridgedMethod, encoding: Encoding, body: Buffer, registry: Registry): Buffer {
  if (encoding === "proto") return body;
  try {
    const message = fromJsonString(method.descriptor.input, body.toString("utf8"), {
      registry,
      ignoreUnknownFields: true,
    });
    return Buffer.from(toBinary(method.descriptor.input, message));
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : "not JSON";
    throw failure(status.INVALID_ARGUMENT, `The request is not right: ${why}`, { cause });
  }
}

/** A response as the client wants it: binary passes as it came. */
export function toClient(method: BridgedMethod, encoding: Encoding, bytes: Buffer, registry: Registry): Buffer {
  if (encoding === "proto") return bytes;
  const message = fromBinary(method.descriptor.output, bytes);
  return Buffer.from(toJsonString(method.descriptor.output, message, { registry }));
}
