import { Role } from "@platform/connect/platform/auth/v1/auth_pb.ts";

/** All roles with their words, the mightiest last. */
export const roles = [
  [Role.USER, "user", "userText"],
  [Role.MENTOR, "mentor", "mentorText"],
  [Role.FOUNDER, "founder", "founderText"],
  [Role.INVESTOR, "investor", "investorText"],
  [Role.STAFF, "staff", "staffText"],
  [Role.ADMIN, "administrator", "administratorText"],
] as const;
