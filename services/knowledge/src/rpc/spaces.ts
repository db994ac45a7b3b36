import { SpaceRole } from "@platform/grpc/platform/knowledge/v1/space.ts";
import type { SpaceServiceDefinition } from "@platform/grpc/platform/knowledge/v1/space_service.ts";
import { type Ctx, type Handlers, page, refuse } from "@platform/kit";
import { and, eq } from "drizzle-orm";
import {
  demandRole,
  demandSpace,
  findSpace,
  reachOf,
  type SpaceAccess,
  spaceNotFound,
  within,
} from "../access/access.ts";
import { listMembers, removeMember, setMember } from "../members.ts";
import { presentSpace } from "../present/pages.ts";
import { pages, spaces as table } from "../schema.ts";
import { createSpace, deleteSpace, listSpaces, type SpaceSettings, spaceIdOf, updateSpace } from "../spaces.ts";
import { viewerOf } from "../viewer.ts";
import { read } from "./words.ts";

export const spaces: Handlers<typeof SpaceServiceDefinition> = {
  async createSpace({ name, slug, description, icon, language, visibility, approvalRequired, reviewDays }, ctx) {
    const settings: SpaceSettings = {
      name,
      slug,
      description,
      icon,
      language: read.language(language) ?? "EN",
      visibility: read.visibility(visibility),
      approvalRequired,
      reviewDays,
    };
    const id = await ctx.tx((tx) => createSpace(tx, ctx.person.id, settings, ctx.now()));
    return { space: await show(ctx, await demandSpace(ctx.db, viewerOf(ctx), id, "OWNER")) };
  },

  async listSpaces({ pageSize, pageToken }, ctx) {
    const size = page.size(pageSize);
    const after = page.decode(pageToken, { name: "text", id: "uuid" });
    const cut = page.cut(await listSpaces(ctx.db, viewerOf(ctx), after, size + 1), size, ({ space }) => ({
      name: space.name.toLowerCase(),
      id: space.id,
    }));
    return { spaces: cut.rows.map(({ space, role }) => presentSpace(space, role)), nextPageToken: cut.nextPageToken };
  },

  async getSpace({ slug }, ctx) {
    const found = await spaceIdOf(ctx.db, slug);
    const access = found && (await findSpace(ctx.db, viewerOf(ctx), eq(table.id, found.id)));
    if (!access) throw spaceNotFound();
    return { space: await show(ctx, access), redirected: found.redirected };
  },

  async updateSpace({ spaceId, updateMask, ...said }, ctx) {
    const viewer = viewerOf(ctx);
    const change = readChange(updateMask ?? [], said);
    await ctx.tx(async (tx) => updateSpace(tx, (await demandSpace(tx, viewer, spaceId, "OWNER")).space, change));
    return { space: await show(ctx, await demandSpace(ctx.db, viewer, spaceId, "OWNER")) };
  },

  async deleteSpace({ spaceId, name }, ctx) {
    const viewer = viewerOf(ctx);
    await ctx.tx(async (tx) => deleteSpace(tx, (await demandSpace(tx, viewer, spaceId, "OWNER")).space, name));
    return {};
  },

  async listMembers({ spaceId, pageSize, pageToken }, ctx) {
    const access = await demandSpace(ctx.db, viewerOf(ctx), spaceId, "READER");
    if (access.role === "READER") demandRole(access.role, "WRITER");
    const size = page.size(pageSize);
    const after = page.decode(pageToken, { name: "text", accountId: "uuid" });
    const cut = page.cut(await listMembers(ctx.db, spaceId, after, size + 1), size, ({ name, accountId }) => ({
      name,
      accountId,
    }));
    return {
      members: cut.rows.map((member) => ({ ...member, role: SpaceRole[member.role] })),
      nextPageToken: cut.nextPageToken,
    };
  },

  async setMember({ spaceId, accountId, role }, ctx) {
    const viewer = viewerOf(ctx);
    await ctx.tx(async (tx) => {
      const { space } = await demandSpace(tx, viewer, spaceId, "OWNER");
      await setMember(tx, space, accountId, read.role(role), ctx.person.id);
    });
    const all = await listMembers(ctx.db, spaceId, undefined, 10_000);
    const member = all.find((each) => each.accountId === accountId);
    return { member: member && { ...member, role: SpaceRole[member.role] } };
  },

  async removeMember({ spaceId, accountId }, ctx) {
    const viewer = viewerOf(ctx);
    await ctx.tx(async (tx) => {
      await demandSpace(tx, viewer, spaceId, accountId === ctx.person.id ? "READER" : "OWNER");
      await removeMember(tx, spaceId, accountId);
    });
    return {};
  },
};

async function show(ctx: Ctx, { space, role }: SpaceAccess) {
  const reach = await reachOf(ctx.db, viewerOf(ctx), space.id);
  const shown = and(eq(pages.spaceId, space.id), eq(pages.template, false), within(reach));
  return presentSpace(space, role, await ctx.db.$count(pages, shown));
}

type Said = Omit<Parameters<(typeof spaces)["updateSpace"]>[0], "spaceId" | "updateMask">;

function readChange(mask: readonly string[], said: Said): Partial<SpaceSettings> {
  const known: Record<string, () => Partial<SpaceSettings>> = {
    name: () => ({ name: said.name }),
    slug: () => ({ slug: said.slug }),
    description: () => ({ description: said.description }),
    icon: () => ({ icon: said.icon }),
    language: () => {
      const language = read.language(said.language);
      return language ? { language } : {};
    },
    visibility: () => (said.visibility ? { visibility: read.visibility(said.visibility) } : {}),
    approval_required: () => ({ approvalRequired: said.approvalRequired }),
    review_days: () => ({ reviewDays: said.reviewDays }),
  };
  const change: Partial<SpaceSettings> = {};
  for (const field of mask) {
    const apply = known[field];
    if (!apply) throw refuse.invalid({ update_mask: `names ${field}, which is no setting` });
    Object.assign(change, apply());
  }
  return change;
}
