import { useQuery } from "@connectrpc/connect-query";
import { PageService } from "@platform/connect/platform/knowledge/v1/page_service_pb.ts";
import { Navigate, useParams } from "react-router";
import { Waiting } from "../../../components/states.tsx";
import { pageAddress } from "../address.ts";
import { PageMissing } from "./page-missing.tsx";

/** Leads to where a page stands now. */
export default function AnyPage() {
  const { pageId = "" } = useParams();
  const { data, isPending, error, refetch } = useQuery(PageService.method.getPage, { pageId });
  if (isPending) return <Waiting />;
  const { page, space } = data ?? {};
  if (!page?.head || !space) return <PageMissing error={error} onRetry={refetch} />;
  return <Navigate replace to={pageAddress(space.slug, page.head.slug)} />;
}
