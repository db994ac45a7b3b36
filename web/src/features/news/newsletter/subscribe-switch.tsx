import { createConnectQueryKey, useMutation, useQuery } from "@connectrpc/connect-query";
import { Switch } from "@mantine/core";
import { Channel, NotificationKind } from "@platform/connect/platform/notification/v1/notification_pb.ts";
import { PreferenceService } from "@platform/connect/platform/notification/v1/notification_service_pb.ts";
import { queryClient } from "../../../lib/query.ts";
import { toast } from "../../../lib/toasts.ts";
import { useWords } from "../../../lib/words.ts";
import { newsletterWords } from "./words.ts";

const { listPreferences, updatePreference } = PreferenceService.method;

/** Turns the newsletter on or off for the person's own address. */
export function SubscribeSwitch() {
  const words = useWords(newsletterWords);
  const { data } = useQuery(listPreferences, {});
  const set = useMutation(updatePreference, {
    onSuccess: (_done, { enabled }) => toast({ text: words(enabled ? "turnedOn" : "turnedOff") }),
    onError: () => toast({ text: words("notKept"), failed: true }),
    onSettled: () =>
      queryClient.invalidateQueries({
        queryKey: createConnectQueryKey({ schema: listPreferences, cardinality: undefined }),
      }),
  });
  const kept = data?.preferences.find(({ kind }) => kind === NotificationKind.NEWSLETTER)?.enabled;
  if (kept === undefined) return null;
  return (
    <Switch
      label={words("byMail")}
      checked={set.isPending ? set.variables?.enabled : kept}
      onChange={(event) =>
        set.mutate({
          kind: NotificationKind.NEWSLETTER,
          channel: Channel.EMAIL,
          enabled: event.currentTarget.checked,
        })
      }
    />
  );
}
