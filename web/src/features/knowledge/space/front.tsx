import { Button, Stack, Title } from "@mantine/core";
import { SpaceRole } from "@platform/connect/platform/knowledge/v1/space_pb.ts";
import { IconFilePlus } from "@tabler/icons-react";
import { useState } from "react";
import { useSearchParams } from "react-router";
import { useTitle } from "../../../components/page.tsx";
import { Empty } from "../../../components/states.tsx";
import { useHeadingFocus } from "../../../lib/heading.ts";
import { useWords } from "../../../lib/words.ts";
import { RecentPages } from "../recent-pages.tsx";
import { may } from "../roles.ts";
import { SearchField } from "../search/search-field.tsx";
import { knowledgeWords } from "../words.ts";
import { CreatePage } from "./create-page.tsx";
import { useSpace } from "./space.tsx";

/** The front of a space: what it is about, and what changed in it. */
export default function SpaceFront() {
  const words = useWords(knowledgeWords);
  const space = useSpace();
  const heading = useHeadingFocus();
  // A link to a page that is missing leads here, to be written.
  const [params, setParams] = useSearchParams();
  const wanted = params.get("new");
  const [asked, setCreating] = useState(false);
  const creating = asked || wanted !== null;
  useTitle(space.name, [{ label: words("knowledge"), to: "/knowledge" }]);
  const writes = may(space.role, SpaceRole.WRITER);
  return (
    <Stack gap="lg" maw={760} w="100%">
      <Stack gap={4}>
        <Title order={1} ref={heading} tabIndex={-1} className="heading">
          {space.name}
        </Title>
        {space.description && <p className="quiet">{space.description}</p>}
        <span className="quiet">{words("pages", { count: space.pageCount })}</span>
      </Stack>
      {space.pageCount === 0 ? (
        <Empty
          icon={<IconFilePlus size={28} stroke={1.5} aria-hidden />}
          title={words("emptySpace")}
          text={words(writes ? "emptySpaceText" : "noRecent")}
          action={writes && <Button onClick={() => setCreating(true)}>{words("newPage")}</Button>}
        />
      ) : (
        <>
          <SearchField spaceId={space.id} />
          <section>
            <Title order={2} mb="sm">
              {words("recent")}
            </Title>
            <RecentPages spaceId={space.id} />
          </section>
        </>
      )}
      {creating && writes && (
        <CreatePage
          space={space}
          title={wanted ?? ""}
          onClose={() => {
            setCreating(false);
            setParams({}, { replace: true });
          }}
        />
      )}
    </Stack>
  );
}
