import type { Ctx } from "@platform/kit";

/** Who looks at the news. */
export interface Viewer {
  /** Undefined for a stranger. */
  id: string | undefined;
  staff: boolean;
}

/** Who calls, as the news know them. */
export function viewerOf({ caller }: Pick<Ctx, "caller">): Viewer {
  if (caller.kind !== "person") return { id: undefined, staff: false };
  return { id: caller.id, staff: caller.roles.includes("STAFF") || caller.roles.includes("ADMIN") };
}

/** The person who calls. */
export function signedIn(ctx: Pick<Ctx, "caller" | "person">): Viewer & { id: string } {
  return { ...viewerOf(ctx), id: ctx.person.id };
}
