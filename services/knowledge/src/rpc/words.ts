import { Language } from "@platform/grpc/platform/common/v1/common.ts";
import { SpaceRole, SpaceVisibility } from "@platform/grpc/platform/knowledge/v1/space.ts";
import type { Role, Visibility } from "../access/role.ts";

/** The words of the contract as the database knows them; undefined for what was not said. */
export const read = {
  language: (language: Language): "RU" | "EN" | undefined =>
    language === Language.RU ? "RU" : language === Language.EN ? "EN" : undefined,
  role: (role: SpaceRole): Role => SpaceRole[role] as Role,
  visibility: (visibility: SpaceVisibility): Visibility => SpaceVisibility[visibility] as Visibility,
};
