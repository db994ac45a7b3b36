import type { Caller } from "./caller.ts";
import { Access, type MethodContract } from "./contract.ts";
import { type Refusal, refuse } from "./refusal.ts";

/**
 * Whether the contract lets a caller in; answers with the refusal, or undefined. A rule without I/O: the token was
 * verified and looked up among the revoked before. `now` is compared with the time of the last proof of identity.
 */
export function admit(contract: MethodContract, caller: Caller, now: Date): Refusal | undefined {
  const { access, roles, scopes } = contract.options;
  if (access === Access.PUBLIC) return undefined;
  if (caller.kind === "anonymous") {
    return refuse.unauthenticated("SIGN_IN_REQUIRED", "This call needs a signed-in caller.");
  }
  if (access === Access.SERVICE) {
    return caller.kind === "service" ? undefined : denied("This call is for the platform's own services.");
  }
  if (caller.kind === "service") return denied("This call is for people; a service makes it with a person's token.");
  if (access === Access.STAFF && !caller.roles.some((role) => role === "STAFF" || role === "ADMIN")) {
    return denied("This call is for staff.");
  }
  if (access === Access.ADMIN && !caller.roles.includes("ADMIN")) return denied("This call is for administrators.");
  if (roles.length > 0 && !roles.some((role) => caller.roles.some((held) => held === role))) {
    return denied(`This call needs one of the roles ${roles.join(", ")}.`);
  }
  const missing = caller.scopes && scopes.filter((scope) => !caller.scopes?.includes(scope));
  if (missing && (missing.length > 0 || scopes.length === 0)) {
    return refuse.forbidden(
      "SCOPE_MISSING",
      `This credential lacks a scope: ${missing.join(", ") || "none grants it"}.`,
    );
  }
  if (
    contract.reauthentication !== undefined &&
    now.getTime() - caller.authTime.getTime() > contract.reauthentication
  ) {
    return refuse.forbidden("REAUTHENTICATION_REQUIRED", "This call needs a fresh proof of who you are.");
  }
  return undefined;
}

function denied(message: string): Refusal {
  return refuse.forbidden("ACCESS_DENIED", message);
}
