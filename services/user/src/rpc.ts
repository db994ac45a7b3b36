import { Language } from "@platform/grpc/platform/common/v1/common.ts";
import type {
  ProfileServiceDefinition,
  UpdateProfileRequest,
} from "@platform/grpc/platform/user/v1/profile_service.ts";
import { LifeRole } from "@platform/grpc/platform/user/v1/user.ts";
import { type Handlers, refuse } from "@platform/kit";
import { presentProfile } from "./present.ts";
import { changeProfile, findProfile, findProfiles, type ProfileChange } from "./profiles.ts";

export const profiles: Handlers<typeof ProfileServiceDefinition> = {
  async getOwnProfile(_request, ctx) {
    return { profile: presentProfile(await findProfile(ctx.db, ctx.person.id)) };
  },

  async updateProfile(request, ctx) {
    const change = readChange(request);
    return { profile: presentProfile(await ctx.tx((tx) => changeProfile(tx, ctx.person.id, change))) };
  },

  async batchGetProfiles({ accountIds }, ctx) {
    return { profiles: (await findProfiles(ctx.db, accountIds)).map(presentProfile) };
  },
};

const readers: Record<string, (request: UpdateProfileRequest) => ProfileChange> = {
  name: ({ name }) => ({ name }),
  handle: ({ handle }) => ({ handle: handle || null }),
  bio: ({ bio }) => ({ bio }),
  skills: ({ skills }) => ({ skills }),
  life_roles: ({ lifeRoles }) => ({ lifeRoles: lifeRoles.map((role) => LifeRole[role]) }),
  links: ({ links }) => ({ links }),
  language: ({ language }) => ({ language: language === Language.RU ? "RU" : "EN" }),
  time_zone: ({ timeZone }) => ({ timeZone }),
};

function readChange(request: UpdateProfileRequest): ProfileChange {
  const changes = (request.updateMask ?? []).map((path) => {
    const read = readers[path];
    if (!read) throw refuse.invalid({ update_mask: `${path} is no field that can be changed` });
    return read(request);
  });
  return Object.assign({}, ...changes);
}
