import { useQuery } from "@connectrpc/connect-query";
import { Role } from "@platform/connect/platform/auth/v1/auth_pb.ts";
import { BrowserSessionService } from "@platform/connect/platform/bff/v1/session_service_pb.ts";

/** Who looks at the page; `person` is undefined for a stranger. */
export function useViewer() {
  const { data, isPending, error, refetch } = useQuery(
    BrowserSessionService.method.getBrowserSession,
    {},
    { staleTime: 60_000 },
  );
  const person = data?.person;
  return {
    person,
    isPending,
    error,
    refetch,
    isStaff: person?.roles.some((role) => role === Role.STAFF || role === Role.ADMIN) ?? false,
    isAdmin: person?.roles.includes(Role.ADMIN) ?? false,
  };
}
