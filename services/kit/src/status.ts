import { BadRequest, ErrorInfo, RetryInfo } from "@platform/grpc/google/rpc/error_details.ts";
import { Status as RpcStatus } from "@platform/grpc/google/rpc/status.ts";
import type { Metadata } from "nice-grpc-common";
import { ServerError, Status } from "nice-grpc-common";
import { Refusal, type RefusalKind } from "./refusal.ts";

/** The metadata that carries google.rpc.Status whole beside gRPC's own code and message. */
export const statusKey = "grpc-status-details-bin";

const codes: Record<RefusalKind, Status> = {
  invalid: Status.INVALID_ARGUMENT,
  "not-found": Status.NOT_FOUND,
  exists: Status.ALREADY_EXISTS,
  state: Status.FAILED_PRECONDITION,
  forbidden: Status.PERMISSION_DENIED,
  unauthenticated: Status.UNAUTHENTICATED,
  exhausted: Status.RESOURCE_EXHAUSTED,
  aborted: Status.ABORTED,
  unavailable: Status.UNAVAILABLE,
  "too-late": Status.DEADLINE_EXCEEDED,
};

/** The gRPC code that stands for a refusal. */
export function codeOf(refusal: Refusal): Status {
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
  const violations = Object.entries(refusal.fields);
  if (violations.length > 0) {
    details.push(
      any(BadRequest, { fieldViolations: violations.map(([field, description]) => ({ field, description })) }),
    );
  }
  if (refusal.retryAfterMs !== undefined) {
    const seconds = Math.floor(refusal.retryAfterMs / 1000);
    const nanos = Math.round((refusal.retryAfterMs % 1000) * 1e6);
    details.push(any(RetryInfo, { retryDelay: { seconds, nanos } }));
  }
  return details;
}

/** What a handler's caller gets: the code and message, and in `trailer` the whole status. */
export function toServerError(refusal: Refusal, service: string, trailer: Metadata): ServerError {
  trailer.set(statusKey, encodeStatus(refusal, service));
  return new ServerError(codeOf(refusal), refusal.message);
}

/** The refusal that a peer answered with, so that it can pass through a service whole; undefined if it was none. */
export function decodeRefusal(code: Status, bytes: Uint8Array | undefined): Refusal | undefined {
  const kind = (Object.keys(codes) as RefusalKind[]).find((candidate) => codes[candidate] === code);
  if (!kind || !bytes) return undefined;
  const status = RpcStatus.decode(bytes);
  const find = <T>(type: { $type: string; decode(bytes: Uint8Array): T }): T | undefined => {
    const detail = status.details.find((candidate) => candidate.typeUrl.endsWith(`/${type.$type}`));
    return detail && type.decode(detail.value);
  };
  const info = find(ErrorInfo);
  if (!info) return undefined;
  const violations = find(BadRequest)?.fieldViolations ?? [];
  const retry = find(RetryInfo)?.retryDelay;
  return new Refusal(kind, info.reason, status.message, {
    metadata: info.metadata,
    fields: Object.fromEntries(violations.map(({ field, description }) => [field, description])),
    ...(retry && { retryAfterMs: retry.seconds * 1000 + retry.nanos / 1e6 }),
  });
}

function any<T>(type: { $type: string; encode(message: T): { finish(): Uint8Array } }, message: T) {
  return { typeUrl: `type.googleapis.com/${type.$type}`, value: type.encode(message).finish() };
}
