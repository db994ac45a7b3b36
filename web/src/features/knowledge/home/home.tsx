import { useQuery } from "@connectrpc/connect-query";
import { Button, Title } from "@mantine/core";
import { ProposalService } from "@platform/connect/platform/knowledge/v1/proposal_service_pb.ts";
import { type Space, SpaceVisibility } from "@platform/connect/platform/knowledge/v1/space_pb.ts";
import { SpaceService } from "@platform/connect/platform/knowledge/v1/space_service_pb.ts";
import { UpkeepService } from "@platform/connect/platform/knowledge/v1/upkeep_service_pb.ts";
import { IconBooks, IconChecklist, IconClockExclamation, IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import { Link } from "react-router";
import { Page } from "../../../components/page.tsx";
import { Empty, Failed, LoadingRows } from "../../../components/states.tsx";
import { useViewer } from "../../../lib/viewer.ts";
import { useWords } from "../../../lib/words.ts";
import { spaceAddress } from "../address.ts";
import styles from "../knowledge.module.css";
import { RecentPages } from "../recent-pages.tsx";
import { SearchField } from "../search/search-field.tsx";
import { knowledgeWords } from "../words.ts";
import { CreateSpace } from "./create-space.tsx";

const visibilities = {
  [SpaceVisibility.UNSPECIFIED]: "community",
  [SpaceVisibility.OPEN]: "open",
  [SpaceVisibility.COMMUNITY]: "community",
  [SpaceVisibility.MEMBERS]: "members",
} as const;

/** The knowledge base: its spaces, what changed, and what waits for the viewer. */
export default function KnowledgeHome() {
  const words = useWords(knowledgeWords);
  const { person } = useViewer();
  const [creating, setCreating] = useState(false);
  const { data, isPending, error, refetch } = useQuery(SpaceService.method.listSpaces, { pageSize: 100 });
  const spaces = data?.spaces ?? [];
  const create = (
    <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={() => setCreating(true)}>
      {words("newSpace")}
    </Button>
  );
  return (
    <Page wide title={words("knowledge")} about={words("about")} actions={person && spaces.length > 0 && create}>
      <SearchField />
      {person && <Waits />}
      <section className={styles.part}>
        <Title order={2}>{words("spaces")}</Title>
        {isPending && <LoadingRows />}
        {error && !data && <Failed error={error} onRetry={refetch} />}
        {data && spaces.length === 0 && (
          <Empty
            icon={<IconBooks size={28} stroke={1.5} aria-hidden />}
            title={words("noSpaces")}
            text={words(person ? "noSpacesText" : "noSpacesStranger")}
            action={person && create}
          />
        )}
        <ul className={styles.cards}>
          {spaces.map((space) => (
            <li key={space.id}>
              <SpaceCard space={space} />
            </li>
          ))}
        </ul>
      </section>
      {spaces.length > 0 && (
        <section className={styles.part}>
          <Title order={2}>{words("recent")}</Title>
          <RecentPages />
        </section>
      )}
      {creating && <CreateSpace onClose={() => setCreating(false)} />}
    </Page>
  );
}

function SpaceCard({ space: { slug, name, icon, description, visibility } }: { space: Space }) {
  const words = useWords(knowledgeWords);
  return (
    <Link to={spaceAddress(slug)} className={`card ${styles.space}`}>
      <span className={styles.icon} aria-hidden>
        {icon || "📚"}
      </span>
      <strong>{name}</strong>
      <p>{description}</p>
      <small>{words(visibilities[visibility])}</small>
    </Link>
  );
}

/** What waits for the viewer; nothing where nothing does. */
function Waits() {
  const words = useWords(knowledgeWords);
  const proposals = useQuery(ProposalService.method.listProposals, { pageSize: 100 });
  const reviews = useQuery(UpkeepService.method.listDueReviews, { pageSize: 100 });
  const toDecide = proposals.data?.proposals.length ?? 0;
  const due = reviews.data?.reviews.length ?? 0;
  if (toDecide === 0 && due === 0) return null;
  return (
    <div className={styles.waiting}>
      {toDecide > 0 && (
        <Link to="/knowledge/-/proposals">
          <IconChecklist size={18} stroke={1.7} aria-hidden />
          {words("toDecide", { count: toDecide })}
        </Link>
      )}
      {due > 0 && (
        <Link to="/knowledge/-/reviews">
          <IconClockExclamation size={18} stroke={1.7} aria-hidden />
          {words("toReview", { count: due })}
        </Link>
      )}
    </div>
  );
}
