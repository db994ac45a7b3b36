import { createClient } from "@connectrpc/connect";
import { SessionService } from "@platform/connect/platform/auth/v1/session_service_pb.ts";
import { BrowserSessionService, type Person } from "@platform/connect/platform/bff/v1/session_service_pb.ts";
import { useMutation } from "@tanstack/react-query";
import { transport } from "../../../lib/transport.ts";

/** Log-in with a passkey: the browser asks for it, and it says who the person is. */
export function usePasskeyLogIn(onPerson: (person: Person | undefined) => void) {
  const { mutate, isPending, error, reset } = useMutation({ mutationFn: logIn, onSuccess: onPerson });
  // The browser's own refusals: closed by the person, timed out, no passkey here.
  const cancelled = error instanceof Error && error.name !== "ConnectError";
  return { start: () => mutate(), isPending, reset, cancelled, error: cancelled ? undefined : error };
}

async function logIn(): Promise<Person | undefined> {
  const { challengeId, optionsJson } = await createClient(SessionService, transport).beginPasskeyLogIn({});
  const { startAuthentication } = await import("@simplewebauthn/browser");
  const answer = await startAuthentication({ optionsJSON: JSON.parse(optionsJson) });
  const { person } = await createClient(BrowserSessionService, transport).completePasskeyLogIn({
    challengeId,
    responseJson: JSON.stringify(answer),
  });
  return person;
}
