import { Code, ConnectError } from "@connectrpc/connect";
import { BadRequestSchema, ErrorInfoSchema, RetryInfoSchema } from "@platform/connect/google/rpc/error_details_pb.ts";

/** A call that failed, as pages speak of it. */
export interface Failure {
  /** UPPER_SNAKE of the service that refused, or UNREACHABLE where no answer came. */
  reason: string;
  /** Field of the request -> what is wrong with it. */
  fields: Record<string, string>;
  /** Seconds after which it is worth trying again. */
  retryAfter: number | undefined;
  /** For the support: what the logs know the call by. */
  requestId: string | undefined;
  signedOut: boolean;
}

/** Reads what a call failed with. */
export function readFailure(error: unknown): Failure {
  const failed = ConnectError.from(error);
  const [info] = failed.findDetails(ErrorInfoSchema);
  const [bad] = failed.findDetails(BadRequestSchema);
  const [retry] = failed.findDetails(RetryInfoSchema);
  const violations = bad?.fieldViolations.map(({ field, description }) => [field, description]) ?? [];
  return {
    reason:
      info?.reason ?? (failed.code === Code.Unknown || failed.code === Code.Unavailable ? "UNREACHABLE" : "INTERNAL"),
    fields: Object.fromEntries(violations),
    retryAfter: retry?.retryDelay && Number(retry.retryDelay.seconds) + 1,
    requestId: failed.metadata.get("x-request-id") ?? undefined,
    signedOut: failed.code === Code.Unauthenticated && info?.reason !== "CREDENTIALS_WRONG",
  };
}
