import type { FollowServiceDefinition } from "@platform/grpc/platform/user/v1/follow_service.ts";
import { type Ctx, type Handlers, page } from "@platform/kit";
import { follow, listFollows, relateFollows, unfollow } from "../follows.ts";
import { open, readPrivacy, sees } from "../privacy.ts";
import { show } from "./profiles.ts";

export const follows: Handlers<typeof FollowServiceDefinition> = {
  async follow({ accountId }, ctx) {
    await ctx.tx((tx) => follow(tx, ctx.person.id, accountId, ctx.now()));
    return {};
  },

  async unfollow({ accountId }, ctx) {
    await ctx.tx((tx) => unfollow(tx, ctx.person.id, accountId));
    return {};
  },

  listFollowers: (request, ctx) => list(ctx, request, "followers"),

  listFollowing: (request, ctx) => list(ctx, request, "following"),
};

async function list(
  ctx: Ctx,
  { accountId, pageSize, pageToken }: { accountId: string; pageSize: number; pageToken: string },
  which: "followers" | "following",
) {
  if (!(await seesFollows(ctx, accountId))) return { profiles: [] };
  const size = page.size(pageSize);
  const after = page.decode(pageToken, { createTime: "date", accountId: "uuid" });
  const cut = page.cut(await listFollows(ctx.db, accountId, which, after, size + 1), size, (row) => ({
    createTime: row.createTime,
    accountId: row.profile.accountId,
  }));
  const rows = cut.rows.map(({ profile }) => profile);
  return { profiles: await show(ctx, rows), nextPageToken: cut.nextPageToken };
}

async function seesFollows(ctx: Ctx, accountId: string): Promise<boolean> {
  const table = (await readPrivacy(ctx.db, [accountId])).get(accountId) ?? open;
  const { followers } = await relateFollows(ctx.db, ctx.person.id, [accountId]);
  return sees(table.FOLLOWS, { own: accountId === ctx.person.id, followsViewer: followers.has(accountId) });
}
