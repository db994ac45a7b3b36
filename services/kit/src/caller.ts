/** The names of the contract's roles, as tokens carry them. */
export type RoleName = "USER" | "MENTOR" | "FOUNDER" | "INVESTOR" | "STAFF" | "ADMIN";

/** A person who is signed in, or a credential that acts for one. */
export interface Person {
  kind: "person";
  /** The account, a UUIDv7. */
  id: string;
  /** The session; a credential without one has an id of its own. */
  sessionId: string;
  roles: readonly RoleName[];
  /** What a scoped credential may do; undefined for the person's own session, which is not scoped. */
  scopes: readonly string[] | undefined;
  /** When the person last proved who they are. */
  authTime: Date;
  /** The agent that acts for the person, where one does. */
  agent?: string;
}

/** Who made a call. */
export type Caller = { kind: "anonymous" } | Person | { kind: "service"; name: string };

export const anonymous: Caller = { kind: "anonymous" };

/** The caller in one word for logs and limits: an account id, `service:news`, or `anonymous`. */
export function callerName(caller: Caller): string {
  switch (caller.kind) {
    case "person":
      return caller.id;
    case "service":
      return `service:${caller.name}`;
    case "anonymous":
      return "anonymous";
  }
}
