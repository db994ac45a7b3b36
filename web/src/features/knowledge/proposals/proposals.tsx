import { timestampDate } from "@bufbuild/protobuf/wkt";
import { useInfiniteQuery } from "@connectrpc/connect-query";
import { Button, Center } from "@mantine/core";
import { ProposalService } from "@platform/connect/platform/knowledge/v1/proposal_service_pb.ts";
import { IconChecklist } from "@tabler/icons-react";
import { Link, useSearchParams } from "react-router";
import { Page } from "../../../components/page.tsx";
import { Empty, Failed, LoadingRows } from "../../../components/states.tsx";
import { Tabs } from "../../../components/tabs.tsx";
import { useLanguage, useWords } from "../../../lib/words.ts";
import { proposalAddress } from "../address.ts";
import { historyWords } from "../history/words.ts";
import styles from "../knowledge.module.css";
import { knowledgeWords } from "../words.ts";
import { ProposalChip } from "./state-chip.tsx";

/** Changes that wait for the viewer's decision, and the viewer's own. */
export default function Proposals() {
  const words = useWords(historyWords);
  const common = useWords(knowledgeWords);
  const { ago } = useLanguage();
  const own = useSearchParams()[0].get("own") !== null;
  const { data, isPending, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    ProposalService.method.listProposals,
    { own, pageSize: 30, pageToken: "" },
    { pageParamKey: "pageToken", getNextPageParam: ({ nextPageToken }) => nextPageToken || undefined, staleTime: 0 },
  );
  const proposals = data?.pages.flatMap((page) => page.proposals) ?? [];
  return (
    <Page title={words("proposals")} trail={[{ label: common("knowledge"), to: "/knowledge" }]}>
      <Tabs
        label={words("proposals")}
        tabs={[
          { to: "?", label: words("toDecide"), current: !own },
          { to: "?own", label: words("own"), current: own },
        ]}
      />
      {isPending && <LoadingRows />}
      {error && !data && <Failed error={error} onRetry={refetch} />}
      {data && proposals.length === 0 && (
        <Empty
          icon={<IconChecklist size={28} stroke={1.5} aria-hidden />}
          title={words(own ? "noneOwn" : "none")}
          text={words(own ? "noneOwnText" : "noneText")}
        />
      )}
      {proposals.length > 0 && (
        <ul className={`card rows ${styles.list}`}>
          {proposals.map(({ id, title, note, authors, createTime, state }) => (
            <li key={id}>
              <Link to={proposalAddress(id)} className={styles.hit}>
                <strong>{title}</strong>
                {note && <p>{note}</p>}
                <small className="quiet">
                  {authors.map(({ name }) => name || common("somebody")).join(", ")}
                  {createTime && ` · ${ago(timestampDate(createTime))}`} {own && <ProposalChip state={state} />}
                </small>
              </Link>
            </li>
          ))}
        </ul>
      )}
      {hasNextPage && (
        <Center>
          <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {common("more")}
          </Button>
        </Center>
      )}
    </Page>
  );
}
