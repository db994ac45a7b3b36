/** What somebody may do, each more than the one before. */
export const roles = ["READER", "WRITER", "EDITOR", "OWNER"] as const;
export type Role = (typeof roles)[number];

/** Who asks: a stranger has no id. */
export interface Viewer {
  id: string | undefined;
  /** Whether they run the platform, and so own every space, but for pages with permissions of their own. */
  staff: boolean;
}

/** Who may read a space without being a member. */
export type Visibility = "OPEN" | "COMMUNITY" | "MEMBERS";

/** Whether a role is enough. */
export function isAtLeast(role: Role | undefined, wanted: Role): boolean {
  return role !== undefined && roles.indexOf(role) >= roles.indexOf(wanted);
}

/** What a viewer may do in a space; undefined where it does not exist for them. */
export function roleInSpace(viewer: Viewer, visibility: Visibility, membership: Role | undefined): Role | undefined {
  if (viewer.staff) return "OWNER";
  if (membership) return membership;
  if (visibility === "OPEN" || (visibility === "COMMUNITY" && viewer.id !== undefined)) return "READER";
  return undefined;
}

/** What a viewer is in a space. */
export interface Standing {
  inSpace: Role | undefined;
  membership: Role | undefined;
}

/**
 * What a viewer may do on a page whose permissions are its own (`entry` is theirs), or else those of its space. Owners
 * of the space may do everything; staff are none there until they make themselves one, which is seen by all members.
 */
export function roleOnPage(
  { inSpace, membership }: Standing,
  restricted: boolean,
  entry: Role | undefined,
): Role | undefined {
  if (!restricted) return inSpace;
  return membership === "OWNER" ? "OWNER" : entry;
}
