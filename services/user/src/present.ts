import { Language } from "@platform/grpc/platform/common/v1/common.ts";
import { LifeRole } from "@platform/grpc/platform/user/v1/user.ts";
import type { Blobs } from "@platform/kit";
import { avatarKey } from "./avatars.ts";
import type { ProfileView } from "./views.ts";

export function presentProfile({ profile, ...seen }: ProfileView, blobs: Blobs) {
  const { avatar, search: _search, ...shown } = profile;
  return {
    ...shown,
    ...seen,
    handle: profile.handle ?? "",
    language: Language[profile.language],
    lifeRoles: profile.lifeRoles.map((role) => LifeRole[role as keyof typeof LifeRole]),
    avatar:
      avatar === null
        ? undefined
        : {
            smallUrl: blobs.url(avatarKey(avatar, "small")),
            mediumUrl: blobs.url(avatarKey(avatar, "medium")),
            largeUrl: blobs.url(avatarKey(avatar, "large")),
          },
  };
}
