import { useQuery } from "@connectrpc/connect-query";
import { Select } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { CatalogueService } from "@platform/connect/platform/learning/v1/catalogue_service_pb.ts";
import type { Course } from "@platform/connect/platform/learning/v1/course_pb.ts";
import { keepPreviousData } from "@tanstack/react-query";
import { useState } from "react";
import { useWords } from "../../../lib/words.ts";
import { pathEditWords } from "./words.ts";

/** Finds a published course that a path does not have yet. */
export function AddCourse({ taken, onAdd }: { taken: readonly string[]; onAdd: (course: Course) => void }) {
  const words = useWords(pathEditWords);
  const [typed, setTyped] = useState("");
  const [query] = useDebouncedValue(typed.trim(), 250);
  const { data } = useQuery(
    CatalogueService.method.listCourses,
    { query, pageSize: 20 },
    { placeholderData: keepPreviousData },
  );
  const found = (data?.courses ?? []).filter(({ id }) => !taken.includes(id));
  return (
    <Select
      label={words("add")}
      placeholder={words("addHint")}
      searchable
      value={null}
      searchValue={typed}
      onSearchChange={setTyped}
      // The service has searched already, and forgives typos.
      filter={({ options }) => options}
      nothingFoundMessage={words("nothingFound")}
      data={found.map(({ id, title }) => ({ value: id, label: title }))}
      onChange={(id) => {
        const course = found.find((one) => one.id === id);
        if (course) onAdd(course);
        setTyped("");
      }}
    />
  );
}
