import type { Ctx } from "@platform/kit";
import type { Viewer } from "./access/role.ts";

/** Who calls, as spaces and pages know them. */
export function viewerOf({ caller }: Pick<Ctx, "caller">): Viewer {
  if (caller.kind !== "person") return { id: undefined, staff: false };
  return { id: caller.id, staff: caller.roles.includes("STAFF") || caller.roles.includes("ADMIN") };
}
