/** The Connect protocol's name and HTTP status of each gRPC code (https://connectrpc.com/docs/protocol#error-codes). */
const codes = [
  ["ok", 200],
  ["canceled", 499],
  ["unknown", 500],
  ["invalid_argument", 400],
  ["deadline_exceeded", 504],
  ["not_found", 404],
  ["already_exists", 409],
  ["permission_denied", 403],
  ["resource_exhausted", 429],
  ["failed_precondition", 400],
  ["aborted", 409],
  ["out_of_range", 400],
  ["unimplemented", 501],
  ["internal", 500],
  ["unavailable", 503],
  ["data_loss", 500],
  ["unauthenticated", 401],
] as const;

/** `5` -> `not_found`. */
export function codeName(code: number): string {
  return codes[code]?.[0] ?? "unknown";
}

/** `5` -> 404. */
export function httpStatus(code: number): number {
  return codes[code]?.[1] ?? 500;
}
