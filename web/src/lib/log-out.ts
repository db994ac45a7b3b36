import { createClient } from "@connectrpc/connect";
import { BrowserSessionService } from "@platform/connect/platform/bff/v1/session_service_pb.ts";
import { transport } from "./transport.ts";

/** Ends the session and loads the page anew, so that nothing of the person stays in memory. */
export async function logOut(): Promise<void> {
  await createClient(BrowserSessionService, transport).logOut({});
  location.assign("/");
}
