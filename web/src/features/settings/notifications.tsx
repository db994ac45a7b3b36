import { createConnectQueryKey, useMutation, useQuery, useTransport } from "@connectrpc/connect-query";
import { Switch, Table } from "@mantine/core";
import { Channel, NotificationKind } from "@platform/connect/platform/notification/v1/notification_pb.ts";
import {
  type ListPreferencesResponse,
  PreferenceService,
} from "@platform/connect/platform/notification/v1/notification_service_pb.ts";
import { IconLock } from "@tabler/icons-react";
import { Page } from "../../components/page.tsx";
import { Failed, LoadingRows } from "../../components/states.tsx";
import { queryClient } from "../../lib/query.ts";
import { toast } from "../../lib/toasts.ts";
import { useWords } from "../../lib/words.ts";
import styles from "./settings.module.css";
import { settingsWords } from "./words.ts";

const kinds = [
  [NotificationKind.SECURITY, "kindSecurity", "kindSecurityText"],
  [NotificationKind.LEARNING, "kindLearning", "kindLearningText"],
  [NotificationKind.KNOWLEDGE, "kindKnowledge", "kindKnowledgeText"],
  [NotificationKind.NEWS, "kindNews", "kindNewsText"],
  [NotificationKind.NEWSLETTER, "kindNewsletter", "kindNewsletterText"],
  [NotificationKind.CERTIFICATE, "kindCertificate", "kindCertificateText"],
  [NotificationKind.PEOPLE, "kindPeople", "kindPeopleText"],
  [NotificationKind.JOB, "kindJob", "kindJobText"],
] as const;

const channels = [
  [Channel.INBOX, "inbox"],
  [Channel.EMAIL, "email"],
] as const;

/** The table of what reaches the person where. */
export default function Notifications() {
  const words = useWords(settingsWords);
  const { data, isPending, error, refetch } = useQuery(PreferenceService.method.listPreferences, {});
  const set = useSetPreference();

  function cell(kind: NotificationKind, channel: Channel, label: string) {
    const preference = data?.preferences.find((one) => one.kind === kind && one.channel === channel);
    if (!preference) return null;
    return (
      <span className={styles.switch}>
        <Switch
          aria-label={label}
          checked={preference.enabled}
          disabled={preference.locked}
          onChange={(event) => set(kind, channel, event.currentTarget.checked)}
        />
        {preference.locked && (
          <span title={words("locked")} className="quiet">
            <IconLock size={16} role="img" aria-label={words("locked")} />
          </span>
        )}
      </span>
    );
  }

  return (
    <Page
      title={words("notifications")}
      about={words("notificationsAbout")}
      trail={[{ label: words("settings"), to: "/settings" }]}
    >
      {isPending && <LoadingRows />}
      {error && <Failed error={error} onRetry={refetch} />}
      {data && (
        <div className="card">
          <Table verticalSpacing="sm" horizontalSpacing="md">
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{words("kind")}</Table.Th>
                {channels.map(([channel, word]) => (
                  <Table.Th key={channel} w={96}>
                    {words(word)}
                  </Table.Th>
                ))}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {kinds.map(([kind, word, text]) => (
                <Table.Tr key={kind}>
                  <Table.Th scope="row" fw={500}>
                    {words(word)}
                    <div className={`quiet ${styles.small}`}>{words(text)}</div>
                  </Table.Th>
                  {channels.map(([channel, name]) => (
                    <Table.Td key={channel}>{cell(kind, channel, `${words(word)}: ${words(name)}`)}</Table.Td>
                  ))}
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </div>
      )}
    </Page>
  );
}

// The switch moves at once, and back when the change was not kept.
function useSetPreference() {
  const words = useWords(settingsWords);
  const schema = PreferenceService.method.listPreferences;
  const key = createConnectQueryKey({ schema, input: {}, transport: useTransport(), cardinality: "finite" });
  const show = (kind: NotificationKind, channel: Channel, enabled: boolean) =>
    queryClient.setQueryData<ListPreferencesResponse>(key, (table) =>
      table === undefined
        ? table
        : {
            ...table,
            preferences: table.preferences.map((one) =>
              one.kind === kind && one.channel === channel ? { ...one, enabled } : one,
            ),
          },
    );
  const { mutate } = useMutation(PreferenceService.method.updatePreference, {
    onError: (_error, { kind, channel, enabled }) => {
      if (kind !== undefined && channel !== undefined) show(kind, channel, !enabled);
      toast({ text: words("notKept"), failed: true });
    },
  });
  return (kind: NotificationKind, channel: Channel, enabled: boolean) => {
    show(kind, channel, enabled);
    mutate({ kind, channel, enabled });
  };
}
