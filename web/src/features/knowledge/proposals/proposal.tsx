import { timestampDate } from "@bufbuild/protobuf/wkt";
import { createClient } from "@connectrpc/connect";
import { useQuery } from "@connectrpc/connect-query";
import { Button, Group } from "@mantine/core";
import { HistoryService } from "@platform/connect/platform/knowledge/v1/history_service_pb.ts";
import { PageService } from "@platform/connect/platform/knowledge/v1/page_service_pb.ts";
import { type Proposal, ProposalState } from "@platform/connect/platform/knowledge/v1/proposal_pb.ts";
import { ProposalService } from "@platform/connect/platform/knowledge/v1/proposal_service_pb.ts";
import { SpaceRole } from "@platform/connect/platform/knowledge/v1/space_pb.ts";
import { IconChecklist } from "@tabler/icons-react";
import { useState } from "react";
import { Link, useNavigate, useParams } from "react-router";
import { Page } from "../../../components/page.tsx";
import { Empty, Failed, LoadingRows, Waiting } from "../../../components/states.tsx";
import { readFailure } from "../../../lib/failure.ts";
import { toast } from "../../../lib/toasts.ts";
import { transport } from "../../../lib/transport.ts";
import { useViewer } from "../../../lib/viewer.ts";
import { useLanguage, useWords } from "../../../lib/words.ts";
import { useAct } from "../acts.ts";
import { anyPage, pageAddress } from "../address.ts";
import { Diff } from "../history/diff.tsx";
import { historyWords } from "../history/words.ts";
import styles from "../knowledge.module.css";
import { may } from "../roles.ts";
import { knowledgeWords } from "../words.ts";
import { RejectDialog } from "./reject-dialog.tsx";
import { ProposalChip } from "./state-chip.tsx";

const client = createClient(ProposalService, transport);

/** A change that was proposed: what it changes, and what may be done with it. */
export default function ProposalPage() {
  const words = useWords(historyWords);
  const { proposalId = "" } = useParams();
  const { data, isPending, error, refetch } = useQuery(
    ProposalService.method.getProposal,
    { proposalId },
    { staleTime: 0 },
  );
  if (isPending) return <Waiting />;
  if (data?.proposal?.page) return <Shown proposal={data.proposal} />;
  const { reason } = readFailure(error);
  if (reason !== "PROPOSAL_NOT_FOUND" && reason !== "REQUEST_INVALID")
    return <Failed error={error} onRetry={refetch} />;
  return (
    <Empty
      main
      icon={<IconChecklist size={28} stroke={1.5} aria-hidden />}
      title={words("gone")}
      text={words("goneText")}
      action={
        <Button component={Link} to="/knowledge/-/proposals">
          {words("proposals")}
        </Button>
      }
    />
  );
}

function Shown({ proposal }: { proposal: Proposal }) {
  const words = useWords(historyWords);
  const common = useWords(knowledgeWords);
  const { ago } = useLanguage();
  const act = useAct();
  const navigate = useNavigate();
  const { person } = useViewer();
  const [rejecting, setRejecting] = useState(false);
  const { id: proposalId, title, version, state, outdated, authors, createTime, note, reason, decidedBy } = proposal;
  const pageId = proposal.page?.id ?? "";
  const open = state === ProposalState.OPEN;
  const page = useQuery(PageService.method.getPage, { pageId });
  const compared = useQuery(
    HistoryService.method.compareRevisions,
    { pageId, fromRevision: proposal.baseRevision, toProposalId: proposalId },
    { staleTime: 0 },
  );
  const decides = open && may(page.data?.page?.role, SpaceRole.EDITOR);
  const own = open && authors.some(({ accountId }) => accountId === person?.accountId);
  const edit = `${pageAddress(page.data?.space?.slug ?? "", page.data?.page?.head?.slug ?? "")}/edit`;

  async function approve() {
    if (!(await act(() => client.approveProposal({ proposalId, version, anyway: outdated })))) return;
    toast({ text: words("approvedNow") });
    await navigate(anyPage(pageId));
  }

  return (
    <Page
      wide
      title={words("proposal", { title })}
      trail={[
        { label: common("knowledge"), to: "/knowledge" },
        { label: words("proposals"), to: "/knowledge/-/proposals" },
      ]}
      actions={
        <>
          {own && (
            <>
              <Button variant="default" onClick={() => void act(() => client.withdrawProposal({ proposalId }))}>
                {words("withdraw")}
              </Button>
              {page.data && (
                <Button component={Link} to={edit} variant="default">
                  {words("goOn")}
                </Button>
              )}
            </>
          )}
          {decides && (
            <>
              <Button variant="default" onClick={() => setRejecting(true)}>
                {words("reject")}
              </Button>
              <Button onClick={() => void approve()}>{words(outdated ? "approveAnyway" : "approve")}</Button>
            </>
          )}
        </>
      }
    >
      <Group gap="sm">
        <ProposalChip state={state} />
        <span className="quiet">
          {authors.map(({ name }) => name || common("somebody")).join(", ")}
          {createTime && ` · ${ago(timestampDate(createTime))}`}
          {decidedBy && ` · ${words("decidedBy", { name: decidedBy.name || common("somebody") })}`}
        </span>
        <Link to={anyPage(pageId)}>{words("toPage")}</Link>
      </Group>
      {note && <p style={{ margin: 0 }}>{note}</p>}
      {reason && <div className={styles.notice}>{reason}</div>}
      {outdated && <div className={styles.notice}>{words("outdated")}</div>}
      {compared.isPending && <LoadingRows rows={2} />}
      {compared.error && !compared.data && <Failed error={compared.error} onRetry={compared.refetch} />}
      {compared.data && <Diff compared={compared.data} />}
      {rejecting && (
        <RejectDialog
          onClose={() => setRejecting(false)}
          onReject={(why) => act(() => client.rejectProposal({ proposalId, reason: why }))}
        />
      )}
    </Page>
  );
}
