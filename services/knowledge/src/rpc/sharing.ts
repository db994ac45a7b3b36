import type { SharingServiceDefinition } from "@platform/grpc/platform/knowledge/v1/sharing_service.ts";
import { SpaceRole } from "@platform/grpc/platform/knowledge/v1/space.ts";
import type { Handlers } from "@platform/kit";
import { demandPage } from "../access/access.ts";
import { viewShared } from "../pages/view.ts";
import { namesOf } from "../people.ts";
import { type Names, presentHead, presentPage, presentPerson } from "../present/pages.ts";
import {
  createLink,
  findLink,
  linkNotFound,
  listLinks,
  openLink,
  revokeLink,
  type ShareLink,
} from "../sharing/links.ts";
import { inheritedFrom, listEntries, setPermissions } from "../sharing/permissions.ts";
import { viewerOf } from "../viewer.ts";
import { read } from "./words.ts";

export const sharing: Handlers<typeof SharingServiceDefinition> = {
  async getPermissions({ pageId }, ctx) {
    const { page } = await demandPage(ctx.db, viewerOf(ctx), pageId, "EDITOR");
    const entries = await listEntries(ctx.db, page.accessId ?? pageId);
    const above = await inheritedFrom(ctx.db, page);
    return {
      restricted: page.restricted,
      entries: entries.map((entry) => ({ ...entry, role: SpaceRole[entry.role] })),
      inheritedFrom: above && presentHead(above),
    };
  },

  async setPermissions({ pageId, restricted, entries }, ctx) {
    const viewer = viewerOf(ctx);
    const named = entries.map(({ accountId, role }) => ({ accountId, role: read.role(role) }));
    await ctx.tx(async (tx) => {
      const { role } = await demandPage(tx, viewer, pageId, "EDITOR");
      await setPermissions(tx, pageId, { restricted, entries: named }, { accountId: ctx.person.id, role });
    });
    return {};
  },

  async createShareLink({ pageId, expireTime, withChildren }, ctx) {
    const viewer = viewerOf(ctx);
    const { link, token } = await ctx.tx(async (tx) => {
      await demandPage(tx, viewer, pageId, "EDITOR");
      const made = { pageId, authorId: ctx.person.id, withChildren, expireTime: expireTime ?? null };
      return createLink(tx, made, ctx.now());
    });
    return { link: presentLink(link, await namesOf(ctx.db, [link.authorId])), token };
  },

  async listShareLinks({ pageId }, ctx) {
    await demandPage(ctx.db, viewerOf(ctx), pageId, "EDITOR");
    const links = await listLinks(ctx.db, pageId);
    const names = await namesOf(
      ctx.db,
      links.map(({ authorId }) => authorId),
    );
    return { links: links.map((link) => presentLink(link, names)) };
  },

  async revokeShareLink({ linkId }, ctx) {
    const viewer = viewerOf(ctx);
    await ctx.tx(async (tx) => {
      const link = await findLink(tx, linkId);
      if (!link) throw linkNotFound();
      await demandPage(tx, viewer, link.pageId, "EDITOR");
      await revokeLink(tx, linkId);
    });
    return {};
  },

  async getSharedPage({ token, pageId }, ctx) {
    const { page, root, children } = await ctx.tx((tx) => openLink(tx, token, pageId, ctx.now()));
    return {
      page: presentPage(await viewShared(ctx.db, page), ctx.blobs),
      children: children.map((child) => presentHead(child)),
      root: presentHead(root),
    };
  },
};

function presentLink({ id, withChildren, createTime, expireTime, authorId, visits }: ShareLink, names: Names) {
  return {
    id,
    withChildren,
    createTime,
    expireTime: expireTime ?? undefined,
    author: presentPerson(authorId, names),
    visitCount: visits,
  };
}
