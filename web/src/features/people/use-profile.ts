import { useQuery } from "@connectrpc/connect-query";
import { ProfileService } from "@platform/connect/platform/user/v1/profile_service_pb.ts";
import { useParams } from "react-router";

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The profile that the address names, by handle or by account. */
export function useProfile() {
  const { handleOrId = "" } = useParams();
  return useQuery(ProfileService.method.getProfile, {
    by: uuid.test(handleOrId) ? { case: "accountId", value: handleOrId } : { case: "handle", value: handleOrId },
  });
}
