import { Language } from "@platform/grpc/platform/common/v1/common.ts";
import type {
  ProfileServiceDefinition,
  UpdateProfileRequest,
} from "@platform/grpc/platform/user/v1/profile_service.ts";
import { LifeRole } from "@platform/grpc/platform/user/v1/user.ts";
import { type Ctx, type Handlers, openUpload, page, refuse } from "@platform/kit";
import { dropAvatar, storeAvatar } from "../avatars.ts";
import { presentProfile } from "../present.ts";
import {
  changeProfile,
  findByHandle,
  findProfile,
  findProfiles,
  type Profile,
  type ProfileChange,
} from "../profiles.ts";
import { searchProfiles } from "../search.ts";
import { viewProfiles } from "../views.ts";

/** Profiles as the caller sees them. */
export async function show(ctx: Ctx, rows: Profile[]) {
  return (await viewProfiles(ctx.db, ctx.person.id, rows)).map((view) => presentProfile(view, ctx.blobs));
}

async function showOne(ctx: Ctx, row: Profile) {
  const [profile] = await show(ctx, [row]);
  return { profile };
}

export const profiles: Handlers<typeof ProfileServiceDefinition> = {
  async getOwnProfile(_request, ctx) {
    return showOne(ctx, await findProfile(ctx.db, ctx.person.id));
  },

  async updateProfile(request, ctx) {
    const change = readChange(request);
    return showOne(ctx, await ctx.tx((tx) => changeProfile(tx, ctx.person.id, change)));
  },

  async getProfile({ by }, ctx) {
    const find = by?.$case === "handle" ? findByHandle : findProfile;
    return showOne(ctx, await find(ctx.db, by?.value ?? ""));
  },

  async batchGetProfiles({ accountIds }, ctx) {
    return { profiles: await show(ctx, await findProfiles(ctx.db, accountIds)) };
  },

  async searchProfiles({ query, lifeRole, pageSize, pageToken }, ctx) {
    const size = page.size(pageSize, { standard: 20 });
    const after = page.decode(pageToken, { score: "number", createTime: "date", accountId: "uuid" });
    const role = lifeRole === LifeRole.UNSPECIFIED ? undefined : LifeRole[lifeRole];
    const wanted = { viewerId: ctx.person.id, query, lifeRole: role };
    const found = await searchProfiles(ctx.db, wanted, after, size + 1);
    const cut = page.cut(found, size, ({ score, profile: { createTime, accountId } }) => ({
      score,
      createTime,
      accountId,
    }));
    const rows = cut.rows.map(({ profile }) => profile);
    return { profiles: await show(ctx, rows), nextPageToken: cut.nextPageToken };
  },

  async updateAvatar({ uploadKey }, ctx) {
    const upload = await openUpload(ctx, uploadKey);
    const avatar = await storeAvatar(ctx.blobs, ctx.person.id, upload.body);
    const changed = await replaceAvatar(ctx, avatar);
    await ctx.blobs.delete(uploadKey);
    return showOne(ctx, changed);
  },

  async deleteAvatar(_request, ctx) {
    return showOne(ctx, await replaceAvatar(ctx, null));
  },
};

async function replaceAvatar(ctx: Ctx, avatar: string | null): Promise<Profile> {
  const before = await findProfile(ctx.db, ctx.person.id);
  const changed = await ctx.tx((tx) => changeProfile(tx, ctx.person.id, { avatar }));
  if (before.avatar) await dropAvatar(ctx.blobs, before.avatar);
  return changed;
}

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
    const read = Object.hasOwn(readers, path) ? readers[path] : undefined;
    if (!read) throw refuse.invalid({ update_mask: `${path} is no field that can be changed` });
    return read(request);
  });
  return Object.assign({}, ...changes);
}
