import { useQuery } from "@connectrpc/connect-query";
import { PageService, type ResolvePageResponse } from "@platform/connect/platform/knowledge/v1/page_service_pb.ts";
import { SpaceRole } from "@platform/connect/platform/knowledge/v1/space_pb.ts";
import { useRef } from "react";
import { Navigate, useParams } from "react-router";
import { Waiting } from "../../../components/states.tsx";
import { pageAddress } from "../address.ts";
import { PageMissing } from "../page/page-missing.tsx";
import { may } from "../roles.ts";
import { Writing } from "./writing.tsx";

/** A page, to write together with whoever else does. */
export default function Edit() {
  const { space: spaceSlug = "", page: slug = "" } = useParams();
  const once = { staleTime: Number.POSITIVE_INFINITY, gcTime: 0, refetchOnReconnect: false } as const;
  const { data, isPending, error, refetch } = useQuery(PageService.method.resolvePage, { spaceSlug, slug }, once);
  // What stands around the text stays as it was read first; saving reads the page anew elsewhere.
  const begun = useRef<ResolvePageResponse>(undefined);
  if (data?.space && data.page?.head) begun.current ??= data;
  const page = begun.current?.page;
  if (begun.current && may(page?.role, SpaceRole.WRITER)) return <Writing key={page?.head?.id} read={begun.current} />;
  if (isPending) return <Waiting />;
  if (!data?.page?.head || !data.space) return <PageMissing error={error} onRetry={refetch} />;
  return <Navigate replace to={pageAddress(data.space.slug, data.page.head.slug)} />;
}
