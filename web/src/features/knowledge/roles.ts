import { SpaceRole } from "@platform/connect/platform/knowledge/v1/space_pb.ts";

/** Whether a role is enough for what asks for another; each may do what those before it may. */
export function may(role: SpaceRole | undefined, wanted: SpaceRole): boolean {
  return (role ?? SpaceRole.UNSPECIFIED) >= wanted;
}
