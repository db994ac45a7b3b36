import { BrowserSessionService } from "@platform/connect/platform/bff/v1/session_service_pb.ts";
import { ProfileService } from "@platform/connect/platform/user/v1/profile_service_pb.ts";
import { readAnew } from "../../../lib/query.ts";

/** Reads one's own profile anew wherever it is shown, the bars around the page included. */
export function refreshOwnProfile(): Promise<void> {
  return readAnew(
    ProfileService.method.getOwnProfile,
    ProfileService.method.getProfile,
    BrowserSessionService.method.getBrowserSession,
  );
}
