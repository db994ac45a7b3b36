import { LifeRole } from "@platform/connect/platform/user/v1/user_pb.ts";

/** The roles in life, in the order in which pages offer them, with their words. */
export const lifeRoles = [
  [LifeRole.DEVELOPER, "developer"],
  [LifeRole.FOUNDER, "founder"],
  [LifeRole.STUDENT, "student"],
  [LifeRole.INVESTOR, "investor"],
] as const;
