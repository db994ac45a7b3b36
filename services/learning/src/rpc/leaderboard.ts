import type { LeaderboardServiceDefinition } from "@platform/grpc/platform/learning/v1/leaderboard_service.ts";
import type { Handlers } from "@platform/kit";
import { lockAuthored } from "../courses.ts";
import { enableLeaderboard, listOnLeaderboard, readLeaderboard } from "../leaderboard.ts";

export const leaderboard: Handlers<typeof LeaderboardServiceDefinition> = {
  getLeaderboard: ({ courseId }, ctx) => readLeaderboard(ctx.db, ctx.person, courseId),

  async leaveLeaderboard({ courseId }, ctx) {
    await ctx.tx((tx) => listOnLeaderboard(tx, ctx.person.id, courseId, false));
    return {};
  },

  async joinLeaderboard({ courseId }, ctx) {
    await ctx.tx((tx) => listOnLeaderboard(tx, ctx.person.id, courseId, true));
    return {};
  },

  async updateLeaderboard({ courseId, enabled }, ctx) {
    await ctx.tx(async (tx) => {
      await lockAuthored(tx, ctx.person, courseId);
      await enableLeaderboard(tx, courseId, enabled);
    });
    return {};
  },
};
