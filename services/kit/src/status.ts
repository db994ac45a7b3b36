import { Metadata, type StatusObject, status } from "@grpc/grpc-js";
import { BadRequest, ErrorInfo, RetryInfo } from "@platform/grpc/google/rpc/error_details.ts";
import { Status as RpcStatus } from "@platform/grpc/google/rpc/status.ts";
import { Refusal, type RefusalKind } from "./refusal.ts";

/** How a call ends that does not end well, as grpc-js takes it. */
export type Failure = Pick<StatusObject, "code" | "details" | "metadata">;

/** The metadata that carries google.rpc.Status whole beside gRPC's own code and message. */
export const statusKey = "grpc-status-details-bin";

const codes: Record<RefusalKind, status> = {
  invalid: status.INVALID_ARGUMENT,
  "not-found": status.NOT_FOUND,
  exists: status.ALREADY_EXISTS,
  state: status.FAILED_PRECONDITION,
  forbidden: status.PERMISSION_DENIED,
  unauthenticated: status.UNAUTHENTICATED,
  exhausted: status.RESOURCE_EXHAUSTED,
  aborted: status.ABORTED,
  unavailable: status.UNAVAILABLE,
  "too-late": status.DEADLINE_EXCEEDED,
};

/** The gRPC code that stands for a refusal. */
export function codeOf(refusal: Refusal): status {
  return codes[refusal.kind];
}

/** A refusal as google.rpc.Status, encoded. `service` becomes the domain, as in `auth.platform`. */
export function encodeStatus(refusal: Refusal, service: string, code = codeOf(refusal)): Uint8Array {
  return RpcStatus.encode({ code, message: refusal.message, details: details(refusal, service) }).finish();
}

function details(refusal: Refusal, service: string) {
  const details = [
    any(ErrorInfo, { reason: refusal.reason, domain: `${service}.platform`, metadata: refusal.metadata }),
  ];
  const fieldViolations = tellable(refusal.fields);
  if (fieldViolations.length > 0) details.push(any(BadRequest, { fieldViolations }));
  if (refusal.retryAfterMs !== undefined) {
    const seconds = Math.floor(refusal.retryAfterMs / 1000);
    const nanos = Math.round((refusal.retryAfterMs % 1000) * 1e6);
    details.push(any(RetryInfo, { retryDelay: { seconds, nanos } }));
  }
  return details;
}

// They travel in a header, and one of more than some kilobytes breaks the connection that all callers share.
const mostViolationBytes = 4096;

/** The first of the violations; whoever mends these is told the others. */
function tellable(fields: Record<string, string>) {
  let left = mostViolationBytes;
  return Object.entries(fields)
    .map(([field, description]) => ({ field, description }))
    .filter(({ field, description }, index) => {
      left -= Buffer.byteLength(field) + Buffer.byteLength(description) + 8;
      return left >= 0 || index === 0;
    });
}

/** What a caller gets: the code and message, and in the trailers the whole status. */
export function toFailure(refusal: Refusal, service: string, code = codeOf(refusal)): Failure {
  const metadata = new Metadata();
  metadata.set(statusKey, Buffer.from(encodeStatus(refusal, service, code)));
  return { code, details: refusal.message, metadata };
}

/** The refusal that a peer answered with, so that it can pass through a service whole; undefined if it was none. */
export function decodeRefusal(code: status, bytes: Uint8Array | undefined): Refusal | undefined {
  const kind = (Object.keys(codes) as RefusalKind[]).find((candidate) => codes[candidate] === code);
  if (!kind || !bytes) return undefined;
  const told = RpcStatus.decode(bytes);
  const find = <T>(type: { $type: string; decode(bytes: Uint8Array): T }): T | undefined => {
    const detail = told.details.find((candidate) => candidate.typeUrl.endsWith(`/${type.$type}`));
    return detail && type.decode(detail.value);
  };
  const info = find(ErrorInfo);
  if (!info) return undefined;
  const violations = find(BadRequest)?.fieldViolations ?? [];
  const retry = find(RetryInfo)?.retryDelay;
  return new Refusal(kind, info.reason, told.message, {
    metadata: info.metadata,
    fields: Object.fromEntries(violations.map(({ field, description }) => [field, description])),
    ...(retry && { retryAfterMs: retry.seconds * 1000 + retry.nanos / 1e6 }),
  });
}

function any<T>(type: { $type: string; encode(message: T): { finish(): Uint8Array } }, message: T) {
  return { typeUrl: `type.googleapis.com/${type.$type}`, value: type.encode(message).finish() };
}
