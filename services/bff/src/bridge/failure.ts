import { fromBinary } from "@bufbuild/protobuf";
import { Metadata, type ServiceError, status } from "@grpc/grpc-js";
import { StatusSchema } from "@platform/connect/google/rpc/status_pb.ts";
import { statusKey } from "@platform/kit";
import { codeName } from "./codes.ts";

/** A call that failed, as gRPC says it. */
export interface Failure {
  code: number;
  message: string;
  /** The trailing metadata, in which google.rpc.Status travels whole. */
  metadata: Metadata;
  /** The metadata that came before the failure. */
  header?: Metadata;
}

/** A failure of the bridge's own, to be thrown; in the shape of those that grpc-js rejects with. */
export function failure(code: status, message: string, options?: ErrorOptions): Error {
  return Object.assign(new Error(message, options), { code, details: message });
}

/** What was thrown, by grpc-js or by the bridge, as gRPC says it. */
export function asFailure(error: unknown): Failure {
  const { code, details, metadata, header } = error as Partial<ServiceError> & Pick<Failure, "header">;
  if (typeof code !== "number") {
    return { code: status.INTERNAL, message: "The bridge failed.", metadata: new Metadata() };
  }
  return { code, message: details ?? "", metadata: metadata ?? new Metadata(), header };
}

/** The JSON of a Connect error: code, message and details, whole. */
export function errorJson({ code, message, metadata }: Failure): Record<string, unknown> {
  const encoded = metadata.get(statusKey)[0];
  const rpc = encoded instanceof Buffer ? fromBinary(StatusSchema, encoded) : undefined;
  const details = rpc?.details.map(({ typeUrl, value }) => ({
    type: typeUrl.slice(typeUrl.lastIndexOf("/") + 1),
    value: Buffer.from(value).toString("base64").replace(/=+$/, ""),
  }));
  return {
    code: codeName(rpc?.code ?? code),
    ...((rpc?.message ?? message) && { message: rpc?.message ?? message }),
    ...(details && details.length > 0 && { details }),
  };
}
