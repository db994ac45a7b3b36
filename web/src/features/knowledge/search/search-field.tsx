import { Button, TextInput } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { useState } from "react";
import { useNavigate } from "react-router";
import { useWords } from "../../../lib/words.ts";
import { searchAddress } from "../address.ts";
import styles from "../knowledge.module.css";
import { knowledgeWords } from "../words.ts";

/** Leads to what is found. */
export function SearchField({ spaceId = "" }: { spaceId?: string }) {
  const words = useWords(knowledgeWords);
  const navigate = useNavigate();
  const [query, setQuery] = useState("");
  return (
    <search>
      <form
        className={styles.search}
        onSubmit={(event) => {
          event.preventDefault();
          const asked = new URLSearchParams({ q: query.trim(), ...(spaceId && { space: spaceId }) });
          if (query.trim()) void navigate(`${searchAddress}?${asked}`);
        }}
      >
        <TextInput
          type="search"
          aria-label={words("search")}
          placeholder={words("search")}
          leftSection={<IconSearch size={18} stroke={1.7} aria-hidden />}
          maxLength={200}
          value={query}
          onChange={(event) => setQuery(event.currentTarget.value)}
        />
        <Button type="submit" variant="default">
          {words("search")}
        </Button>
      </form>
    </search>
  );
}
