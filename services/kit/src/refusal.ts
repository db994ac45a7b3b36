/** In which way a request cannot be met; the kit alone knows which gRPC code stands for it. */
export type RefusalKind =
  | "invalid"
  | "not-found"
  | "exists"
  | "state"
  | "forbidden"
  | "unauthenticated"
  | "exhausted"
  | "aborted"
  | "unavailable"
  | "too-late";

interface RefusalDetails {
  /** Path of a field in the request -> what is wrong with it. */
  fields?: Record<string, string>;
  /** Milliseconds after which it is worth trying again. */
  retryAfterMs?: number;
  /** More for programs; never anything sensitive. */
  metadata?: Record<string, string>;
  cause?: unknown;
}

/**
 * A request that is refused on purpose. Nouns throw it without knowing gRPC; the caller gets its reason and message
 * whole, so neither may hold anything that the caller must not see.
 */
export class Refusal extends Error {
  readonly kind: RefusalKind;
  /** UPPER_SNAKE, for programs. */
  readonly reason: string;
  readonly fields: Record<string, string>;
  readonly retryAfterMs: number | undefined;
  readonly metadata: Record<string, string>;

  constructor(kind: RefusalKind, reason: string, message: string, details: RefusalDetails = {}) {
    super(message, { cause: details.cause });
    this.name = "Refusal";
    this.kind = kind;
    this.reason = reason;
    this.fields = details.fields ?? {};
    this.retryAfterMs = details.retryAfterMs;
    this.metadata = details.metadata ?? {};
  }
}

const of =
  (kind: RefusalKind) =>
  (reason: string, message: string, details?: RefusalDetails): Refusal =>
    new Refusal(kind, reason, message, details);

/** Makes refusals: `throw refuse.notFound("COURSE_NOT_FOUND", "There is no such course.")`. */
export const refuse = {
  /** Fields of the request are wrong: `{ "module.title": "must not be empty" }`. */
  invalid(fields: Record<string, string>, reason = "REQUEST_INVALID"): Refusal {
    const [first] = Object.entries(fields);
    return new Refusal("invalid", reason, first ? `${first[0]}: ${first[1]}` : "The request is invalid.", { fields });
  },
  notFound: of("not-found"),
  exists: of("exists"),
  /** The request is right, but not now: FAILED_PRECONDITION. */
  state: of("state"),
  forbidden: of("forbidden"),
  unauthenticated: of("unauthenticated"),
  exhausted: of("exhausted"),
  /** Somebody else was faster; the same request may work when it is made anew. */
  aborted: of("aborted"),
  unavailable: of("unavailable"),
  tooLate: of("too-late"),
};
