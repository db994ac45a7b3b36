import { useQuery } from "@connectrpc/connect-query";
import { PageService, type ResolvePageResponse } from "@platform/connect/platform/knowledge/v1/page_service_pb.ts";
import type { Proposal } from "@platform/connect/platform/knowledge/v1/proposal_pb.ts";
import { ProposalService } from "@platform/connect/platform/knowledge/v1/proposal_service_pb.ts";
import { SpaceRole } from "@platform/connect/platform/knowledge/v1/space_pb.ts";
import { useRef } from "react";
import { Navigate, useParams } from "react-router";
import { Waiting } from "../../../components/states.tsx";
import { pageAddress } from "../address.ts";
import { PageMissing } from "../page/page-missing.tsx";
import { may } from "../roles.ts";
import { Writing } from "./writing.tsx";

/** A page, to write. Who goes on with a change that waits begins with its text. */
export default function Edit() {
  const { space: spaceSlug = "", page: slug = "" } = useParams();
  // What is being written must not be replaced by what is read again.
  const once = { staleTime: Number.POSITIVE_INFINITY, gcTime: 0, refetchOnReconnect: false } as const;
  const { data, isPending, error, refetch } = useQuery(PageService.method.resolvePage, { spaceSlug, slug }, once);
  const page = data?.page;
  const proposes =
    data?.space?.approvalRequired === true && !may(page?.role, SpaceRole.EDITOR) && page?.proposalId !== "";
  const open = useQuery(
    ProposalService.method.getProposal,
    { proposalId: page?.proposalId ?? "" },
    { ...once, enabled: proposes },
  );
  // What was read first is what is written on; saving reads the page anew elsewhere.
  const begun = useRef<{ read: ResolvePageResponse; proposal: Proposal | undefined }>(undefined);
  if (data?.space && page?.head && (!proposes || open.data))
    begun.current ??= { read: data, proposal: open.data?.proposal };
  if (begun.current && may(begun.current.read.page?.role, SpaceRole.WRITER)) {
    return <Writing key={begun.current.read.page?.head?.id} {...begun.current} />;
  }
  if (isPending || (proposes && open.isPending)) return <Waiting />;
  if (!page?.head || !data?.space) return <PageMissing error={error} onRetry={refetch} />;
  return <Navigate replace to={pageAddress(data.space.slug, page.head.slug)} />;
}
