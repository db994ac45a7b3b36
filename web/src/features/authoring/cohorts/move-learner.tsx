import { NativeSelect } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { readFailure } from "../../../lib/failure.ts";
import { useFailureWords } from "../../../lib/failure-words.ts";
import { toast } from "../../../lib/toasts.ts";
import { useWords } from "../../../lib/words.ts";
import { cohortClient, readCohortsAnew, useCohorts } from "./use-cohorts.ts";
import { cohortWords } from "./words.ts";

/** The cohort of a learner, to be changed; nothing to see where the course has none. */
export function MoveLearner({
  courseId,
  accountId,
  name,
  cohortId,
}: {
  courseId: string;
  accountId: string;
  name: string;
  cohortId: string;
}) {
  const words = useWords(cohortWords);
  const say = useFailureWords();
  const cohorts = useCohorts(courseId).data?.cohorts ?? [];
  const move = useMutation({
    mutationFn: (to: string) => cohortClient.moveLearners({ courseId, accountIds: [accountId], cohortId: to }),
    onSuccess: async () => {
      await readCohortsAnew();
      toast({ text: words("moved") });
    },
    onError: (error) => toast({ text: say(readFailure(error)), failed: true }),
  });
  if (cohorts.length === 0) return null;
  return (
    <NativeSelect
      size="sm"
      aria-label={words("move", { name })}
      value={cohortId}
      disabled={move.isPending}
      onChange={(event) => move.mutate(event.currentTarget.value)}
      data={[{ value: "", label: words("noCohort") }, ...cohorts.map(({ id, title }) => ({ value: id, label: title }))]}
    />
  );
}
