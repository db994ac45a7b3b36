import { createClient } from "@connectrpc/connect";
import { useQuery } from "@connectrpc/connect-query";
import { LeaderboardService } from "@platform/connect/platform/learning/v1/leaderboard_service_pb.ts";
import { useMutation } from "@tanstack/react-query";
import { readAnew } from "../../../lib/query.ts";
import { transport } from "../../../lib/transport.ts";

const client = createClient(LeaderboardService, transport);

/** The leaderboard of a course. */
export function useLeaderboard(courseId: string) {
  return useQuery(LeaderboardService.method.getLeaderboard, { courseId }, { staleTime: 0 });
}

/** Leaves the leaderboard of a course, or comes back to it. */
export function useListing(courseId: string) {
  return useMutation({
    mutationFn: async (listed: boolean) => {
      await (listed ? client.joinLeaderboard({ courseId }) : client.leaveLeaderboard({ courseId }));
      await readAnew(LeaderboardService.method.getLeaderboard);
    },
  });
}

/** Turns the leaderboard of a course on or off. */
export function useEnabling(courseId: string) {
  return useMutation({
    mutationFn: async (enabled: boolean) => {
      await client.updateLeaderboard({ courseId, enabled });
      await readAnew(LeaderboardService.method.getLeaderboard);
    },
  });
}
