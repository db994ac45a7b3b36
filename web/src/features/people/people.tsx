import { useInfiniteQuery } from "@connectrpc/connect-query";
import { Button, CloseButton, NativeSelect, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { ProfileService } from "@platform/connect/platform/user/v1/profile_service_pb.ts";
import { LifeRole } from "@platform/connect/platform/user/v1/user_pb.ts";
import { IconSearch, IconUserSearch } from "@tabler/icons-react";
import { keepPreviousData } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useSearchParams } from "react-router";
import { Page } from "../../components/page.tsx";
import { Empty } from "../../components/states.tsx";
import { useWords } from "../../lib/words.ts";
import { lifeRoles } from "./life-roles.ts";
import styles from "./people.module.css";
import { ProfileList } from "./profile-list.tsx";
import { peopleWords } from "./words.ts";

/** People, found by what they are called and what they can do; what is searched for stands in the address. */
export default function People() {
  const words = useWords(peopleWords);
  const [params, setParams] = useSearchParams();
  const asked = params.get("q") ?? "";
  const role = Number(params.get("role")) || LifeRole.UNSPECIFIED;
  const [typed, setTyped] = useState(asked);
  const [query] = useDebouncedValue(typed.trim().replace(/^@/, ""), 250);

  // A link or the back button may name another search than the one in the field.
  useEffect(() => setTyped((now) => (now.trim().replace(/^@/, "") === asked ? now : asked)), [asked]);
  useEffect(() => {
    setParams(
      (now) => {
        const next = new URLSearchParams(now);
        if (query) next.set("q", query);
        else next.delete("q");
        return next;
      },
      { replace: true },
    );
  }, [query, setParams]);

  const list = useInfiniteQuery(
    ProfileService.method.searchProfiles,
    { query, lifeRole: role, pageSize: 20, pageToken: "" },
    {
      pageParamKey: "pageToken",
      getNextPageParam: ({ nextPageToken }) => nextPageToken || undefined,
      placeholderData: keepPreviousData,
    },
  );

  return (
    <Page title={words("people")} about={words("about")}>
      <search className={styles.search}>
        <TextInput
          className={styles.query}
          type="search"
          aria-label={words("search")}
          placeholder={words("searchHint")}
          leftSection={<IconSearch size={18} stroke={1.7} aria-hidden />}
          rightSection={typed && <CloseButton aria-label={words("clear")} onClick={() => setTyped("")} />}
          maxLength={100}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <NativeSelect
          aria-label={words("role")}
          value={role}
          onChange={(event) => {
            const next = new URLSearchParams(params);
            if (event.currentTarget.value === "0") next.delete("role");
            else next.set("role", event.currentTarget.value);
            setParams(next, { replace: true });
          }}
          data={[
            { value: "0", label: words("everyRole") },
            ...lifeRoles.map(([value, word]) => ({ value: String(value), label: words(word) })),
          ]}
        />
      </search>
      <ProfileList
        title={words(query ? "found" : "newest")}
        list={list}
        empty={
          <Empty
            icon={<IconUserSearch size={28} stroke={1.5} aria-hidden />}
            title={words("nobody")}
            text={words("nobodyText")}
            action={
              <Button variant="default" onClick={() => setTyped("")}>
                {words("clear")}
              </Button>
            }
          />
        }
      />
    </Page>
  );
}
