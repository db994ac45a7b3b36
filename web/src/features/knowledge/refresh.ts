import { HistoryService } from "@platform/connect/platform/knowledge/v1/history_service_pb.ts";
import { LinkService } from "@platform/connect/platform/knowledge/v1/link_service_pb.ts";
import { PageService } from "@platform/connect/platform/knowledge/v1/page_service_pb.ts";
import { ProposalService } from "@platform/connect/platform/knowledge/v1/proposal_service_pb.ts";
import { SpaceService } from "@platform/connect/platform/knowledge/v1/space_service_pb.ts";
import { UpkeepService } from "@platform/connect/platform/knowledge/v1/upkeep_service_pb.ts";
import { readAnew } from "../../lib/query.ts";

/** Reads pages anew, with all that stands around them, wherever they are shown. */
export function readPagesAnew(): Promise<void> {
  return readAnew(
    PageService.method.getPage,
    PageService.method.resolvePage,
    PageService.method.listChildren,
    PageService.method.listRecentPages,
    PageService.method.listTrash,
    PageService.method.listTemplates,
    LinkService.method.listBrokenLinks,
    LinkService.method.listOrphans,
    HistoryService.method.listRevisions,
    ProposalService.method.listProposals,
    ProposalService.method.getProposal,
    UpkeepService.method.listDueReviews,
    UpkeepService.method.listTranslations,
  );
}

/** Reads spaces and their members anew. */
export function readSpacesAnew(): Promise<void> {
  return readAnew(
    SpaceService.method.listSpaces,
    SpaceService.method.getSpace,
    SpaceService.method.listMembers,
    PageService.method.resolvePage,
  );
}
