import { Language } from "@platform/grpc/platform/common/v1/common.ts";
import { LifeRole } from "@platform/grpc/platform/user/v1/user.ts";
import type { Profile } from "./profiles.ts";

export function presentProfile(profile: Profile) {
  return {
    ...profile,
    handle: profile.handle ?? "",
    language: Language[profile.language],
    lifeRoles: profile.lifeRoles.map((role) => LifeRole[role as keyof typeof LifeRole]),
  };
}
