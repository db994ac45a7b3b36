import { createClient } from "@connectrpc/connect";
import { SessionService } from "@platform/connect/platform/auth/v1/session_service_pb.ts";
import { BrowserSessionService, type Person } from "@platform/connect/platform/bff/v1/session_service_pb.ts";
import { startAuthentication } from "@simplewebauthn/browser";
import { transport } from "../../../lib/transport.ts";

/** Has the browser ask for a passkey, and logs in with what it answers. */
export async function passkeyLogIn(): Promise<Person | undefined> {
  const { challengeId, optionsJson } = await createClient(SessionService, transport).beginPasskeyLogIn({});
  const answer = await startAuthentication({ optionsJSON: JSON.parse(optionsJson) });
  const { person } = await createClient(BrowserSessionService, transport).completePasskeyLogIn({
    challengeId,
    responseJson: JSON.stringify(answer),
  });
  return person;
}
