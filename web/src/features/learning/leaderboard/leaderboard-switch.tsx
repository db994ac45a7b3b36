import { Switch } from "@mantine/core";
import { FormFailure } from "../../../components/forms.tsx";
import { useWords } from "../../../lib/words.ts";
import { useEnabling, useLeaderboard } from "./use-leaderboard.ts";
import { leaderboardWords } from "./words.ts";

/** Whether a course has a leaderboard, as those decide who write it. */
export function LeaderboardSwitch({ courseId }: { courseId: string }) {
  const words = useWords(leaderboardWords);
  const { data } = useLeaderboard(courseId);
  const enabling = useEnabling(courseId);
  if (!data) return null;
  return (
    <div>
      <Switch
        label={words("enabled")}
        description={words("enabledHint")}
        checked={enabling.isPending ? enabling.variables : data.enabled}
        onChange={(event) => enabling.mutate(event.currentTarget.checked)}
      />
      <FormFailure error={enabling.error} />
    </div>
  );
}
