import { Refusal, refuse } from "./refusal.ts";

/** What a caller is told of an error: the refusal itself, or one that stands for what went wrong underneath. */
export function explain(error: unknown): Refusal | undefined {
  for (let at = error; at instanceof Error; at = at.cause) {
    if (at instanceof Refusal) return at;
    const known = fromDatabase(at as Error & { code?: unknown });
    if (known) return known;
  }
  return undefined;
}

const unreachable = new Set(["ECONNREFUSED", "ECONNRESET", "CONNECTION_CLOSED", "CONNECTION_ENDED", "CONNECT_TIMEOUT"]);

// https://www.postgresql.org/docs/current/errcodes-appendix.html
function fromDatabase(error: Error & { code?: unknown }): Refusal | undefined {
  const code = String(error.code ?? "");
  if (unreachable.has(code) || /^(08|57P)/.test(code)) {
    return refuse.unavailable("DATABASE_UNAVAILABLE", "The database does not answer; try again.", {
      cause: error,
      retryAfterMs: 1000,
    });
  }
  if (/^40(001|P01)$/.test(code))
    return refuse.aborted("CONFLICT", "Somebody was faster; try again.", { cause: error });
  if (/^22[0-9A-Z]{3}$/.test(code)) {
    return Object.assign(refuse.invalid({ request: "holds a value that cannot be stored" }), { cause: error });
  }
  return undefined;
}
