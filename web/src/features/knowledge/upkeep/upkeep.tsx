import { Stack, Title } from "@mantine/core";
import { useParams } from "react-router";
import { useTitle } from "../../../components/page.tsx";
import { Tabs } from "../../../components/tabs.tsx";
import { useHeadingFocus } from "../../../lib/heading.ts";
import { useWords } from "../../../lib/words.ts";
import { spaceAddress, spacePart } from "../address.ts";
import { useSpace } from "../space/space.tsx";
import { knowledgeWords } from "../words.ts";
import { Bin, BrokenLinks, Orphans, Reviews, TranslationTasks } from "./parts.tsx";
import { upkeepWords } from "./words.ts";

const parts = [
  ["reviews", Reviews],
  ["translations", TranslationTasks],
  ["links", BrokenLinks],
  ["orphans", Orphans],
  ["bin", Bin],
] as const;

/** What there is to do so that a space stays true and tidy. */
export default function Upkeep() {
  const words = useWords(upkeepWords);
  const common = useWords(knowledgeWords);
  const space = useSpace();
  const heading = useHeadingFocus();
  const { part = "reviews" } = useParams();
  const [current, Part] = parts.find(([name]) => name === part) ?? parts[0];
  useTitle(words("title"), [
    { label: common("knowledge"), to: "/knowledge" },
    { label: space.name, to: spaceAddress(space.slug) },
  ]);
  return (
    <Stack gap="lg" maw={760} w="100%">
      <Title order={1} ref={heading} tabIndex={-1} className="heading">
        {words("title")}
      </Title>
      <Tabs
        label={words("title")}
        tabs={parts.map(([name]) => ({
          to: spacePart(space.slug, name === "reviews" ? "upkeep" : `upkeep/${name}`),
          label: words(name),
          current: name === current,
        }))}
      />
      <Part />
    </Stack>
  );
}
