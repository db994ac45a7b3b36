import { CollaborationServiceDefinition } from "@platform/grpc/platform/knowledge/v1/collaboration_service.ts";
import { DiscussionServiceDefinition } from "@platform/grpc/platform/knowledge/v1/discussion_service.ts";
import { HistoryServiceDefinition } from "@platform/grpc/platform/knowledge/v1/history_service.ts";
import { LinkServiceDefinition } from "@platform/grpc/platform/knowledge/v1/link_service.ts";
import { PageServiceDefinition } from "@platform/grpc/platform/knowledge/v1/page_service.ts";
import { ProposalServiceDefinition } from "@platform/grpc/platform/knowledge/v1/proposal_service.ts";
import { SearchServiceDefinition } from "@platform/grpc/platform/knowledge/v1/search_service.ts";
import { SharingServiceDefinition } from "@platform/grpc/platform/knowledge/v1/sharing_service.ts";
import { SpaceServiceDefinition } from "@platform/grpc/platform/knowledge/v1/space_service.ts";
import { TransferServiceDefinition } from "@platform/grpc/platform/knowledge/v1/transfer_service.ts";
import { UpkeepServiceDefinition } from "@platform/grpc/platform/knowledge/v1/upkeep_service.ts";
import { implement } from "@platform/kit";
import { collaboration } from "./collaboration.ts";
import { discussion } from "./discussion.ts";
import { history } from "./history.ts";
import { links } from "./links.ts";
import { pages } from "./pages.ts";
import { proposals } from "./proposals.ts";
import { search } from "./search.ts";
import { sharing } from "./sharing.ts";
import { spaces } from "./spaces.ts";
import { transfer } from "./transfer.ts";
import { upkeep } from "./upkeep.ts";

/** All that knowledge answers. */
export const rpc = [
  implement(SpaceServiceDefinition, spaces),
  implement(PageServiceDefinition, pages),
  implement(LinkServiceDefinition, links),
  implement(SearchServiceDefinition, search),
  implement(HistoryServiceDefinition, history),
  implement(ProposalServiceDefinition, proposals),
  implement(CollaborationServiceDefinition, collaboration),
  implement(DiscussionServiceDefinition, discussion),
  implement(UpkeepServiceDefinition, upkeep),
  implement(SharingServiceDefinition, sharing),
  implement(TransferServiceDefinition, transfer),
];
