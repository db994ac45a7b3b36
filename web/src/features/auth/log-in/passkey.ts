import type { Person } from "@platform/connect/platform/bff/v1/session_service_pb.ts";
import { useMutation } from "@tanstack/react-query";

/** Log-in with a passkey: the browser asks for it, and it says who the person is. What it takes loads when asked. */
export function usePasskeyLogIn(onPerson: (person: Person | undefined) => void) {
  const { mutate, isPending, error, reset } = useMutation({
    mutationFn: async () => (await import("./passkey-log-in.ts")).passkeyLogIn(),
    onSuccess: onPerson,
  });
  // The browser's own refusals: closed by the person, timed out, no passkey here.
  const cancelled = error instanceof Error && error.name !== "ConnectError";
  return { start: () => mutate(), isPending, reset, cancelled, error: cancelled ? undefined : error };
}
