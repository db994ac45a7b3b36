import { useQuery } from "@connectrpc/connect-query";
import { Select } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { ProfileService } from "@platform/connect/platform/user/v1/profile_service_pb.ts";
import { keepPreviousData } from "@tanstack/react-query";
import { useState } from "react";
import { useWords } from "../../lib/words.ts";
import { dialogWords } from "./page/words.ts";

/** Chooses one of the people of the platform, by name. */
export function PersonField({
  label,
  accountId,
  name,
  onChange,
}: {
  label: string;
  accountId: string;
  /** Of the person who is chosen already. */
  name: string;
  onChange: (accountId: string, name: string) => void;
}) {
  const words = useWords(dialogWords);
  const [typed, setTyped] = useState(name);
  const [query] = useDebouncedValue(typed.trim(), 250);
  const { data } = useQuery(
    ProfileService.method.searchProfiles,
    { query, pageSize: 10 },
    { placeholderData: keepPreviousData },
  );
  const people = new Map(data?.profiles.map((profile) => [profile.accountId, profile.name]));
  if (accountId && name) people.set(accountId, name);
  return (
    <Select
      label={label}
      placeholder={words("person")}
      size="md"
      searchable
      clearable
      searchValue={typed}
      onSearchChange={setTyped}
      // The service has searched already, and forgives typos.
      filter={({ options }) => options}
      nothingFoundMessage={words("nobody")}
      data={[...people].map(([value, shown]) => ({ value, label: shown }))}
      value={accountId || null}
      onChange={(id) => onChange(id ?? "", people.get(id ?? "") ?? "")}
    />
  );
}
