import { createQueryOptions, useQuery } from "@connectrpc/connect-query";
import { MultiSelect } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { CatalogueService } from "@platform/connect/platform/learning/v1/catalogue_service_pb.ts";
import { keepPreviousData, useQueries } from "@tanstack/react-query";
import { useState } from "react";
import { transport } from "../../../lib/transport.ts";
import { useWords } from "../../../lib/words.ts";
import { courseWords } from "./words.ts";

/** Published courses, found by their words. */
export function PrerequisitesField({
  courseId,
  ids,
  error,
  onChange,
}: {
  courseId: string;
  ids: string[];
  error: string | boolean;
  onChange: (ids: string[]) => void;
}) {
  const words = useWords(courseWords);
  const [typed, setTyped] = useState("");
  const [query] = useDebouncedValue(typed.trim(), 250);
  const { data } = useQuery(
    CatalogueService.method.listCourses,
    { query, pageSize: 20 },
    { placeholderData: keepPreviousData },
  );
  const chosen = useQueries({
    queries: ids.map((id) => createQueryOptions(CatalogueService.method.getCourse, { courseId: id }, { transport })),
  });
  const titles = new Map(ids.map((id, index) => [id, chosen[index]?.data?.course?.title ?? "…"]));
  for (const course of data?.courses ?? []) if (course.id !== courseId) titles.set(course.id, course.title);
  return (
    <MultiSelect
      aria-label={words("findCourse")}
      placeholder={words("findCourse")}
      size="md"
      searchable
      maxValues={20}
      searchValue={typed}
      onSearchChange={setTyped}
      // The service has searched already, and forgives typos.
      filter={({ options }) => options}
      nothingFoundMessage={words("nothingFound")}
      data={[...titles].map(([value, label]) => ({ value, label }))}
      value={ids}
      error={error}
      onChange={onChange}
    />
  );
}
