import { NativeSelect } from "@mantine/core";
import { useWords } from "../../../lib/words.ts";
import { useCohorts } from "./use-cohorts.ts";
import { cohortWords } from "./words.ts";

/** Chooses among the cohorts of a course; nothing to see where it has none. */
export function CohortFilter({
  courseId,
  value,
  onChange,
}: {
  courseId: string;
  value: string;
  onChange: (cohortId: string) => void;
}) {
  const words = useWords(cohortWords);
  const cohorts = useCohorts(courseId).data?.cohorts ?? [];
  if (cohorts.length === 0) return null;
  return (
    <NativeSelect
      aria-label={words("filter")}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      data={[{ value: "", label: words("all") }, ...cohorts.map(({ id, title }) => ({ value: id, label: title }))]}
    />
  );
}
