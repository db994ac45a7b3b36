import { useMutation } from "@connectrpc/connect-query";
import { PresenceService } from "@platform/connect/platform/user/v1/presence_service_pb.ts";
import { useEffect } from "react";

const everyMs = 60_000;

/** Says that the person is here, for as long as the page is looked at. */
export default function KeepPresence() {
  // Whom it does not reach is told so by what the person does next.
  const { mutate } = useMutation(PresenceService.method.keepPresence, { retry: false });
  useEffect(() => {
    const say = () => {
      if (document.visibilityState === "visible") mutate({});
    };
    say();
    const timer = setInterval(say, everyMs);
    document.addEventListener("visibilitychange", say);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", say);
    };
  }, [mutate]);
  return null;
}
