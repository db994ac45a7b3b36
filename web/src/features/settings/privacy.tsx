import { createConnectQueryKey, useMutation, useQuery, useTransport } from "@connectrpc/connect-query";
import { NativeSelect } from "@mantine/core";
import { type ListPrivacyResponse, SettingsService } from "@platform/connect/platform/user/v1/settings_service_pb.ts";
import { Audience, ProfileField } from "@platform/connect/platform/user/v1/user_pb.ts";
import { useId } from "react";
import { Page } from "../../components/page.tsx";
import { Failed, LoadingRows } from "../../components/states.tsx";
import { queryClient } from "../../lib/query.ts";
import { toast } from "../../lib/toasts.ts";
import { useWords } from "../../lib/words.ts";
import styles from "./settings.module.css";
import { settingsWords } from "./words.ts";

const fields = [
  [ProfileField.AVATAR, "avatar"],
  [ProfileField.BIO, "bio"],
  [ProfileField.SKILLS, "skills"],
  [ProfileField.LIFE_ROLES, "lifeRoles"],
  [ProfileField.LINKS, "links"],
  [ProfileField.TIME_ZONE, "timeZone"],
  [ProfileField.FOLLOWS, "follows"],
  [ProfileField.PRESENCE, "presence"],
  [ProfileField.SEARCH, "search"],
] as const;

/** Who sees which field of the profile. */
export default function Privacy() {
  const words = useWords(settingsWords);
  const id = useId();
  const { data, isPending, error, refetch } = useQuery(SettingsService.method.listPrivacy, {});
  const set = useSetAudience();
  const audiences = [
    { value: String(Audience.MEMBERS), label: words("members") },
    { value: String(Audience.FOLLOWED), label: words("followed") },
    { value: String(Audience.NOBODY), label: words("nobody") },
  ];
  return (
    <Page
      title={words("privacy")}
      about={words("privacyAbout")}
      trail={[{ label: words("settings"), to: "/settings" }]}
    >
      {isPending && <LoadingRows />}
      {error && <Failed error={error} onRetry={refetch} />}
      {data && (
        <div className="card rows">
          {fields.map(([field, word]) => (
            <div key={field} className={styles.choice}>
              <label htmlFor={`${id}-${field}`}>{words(word)}</label>
              <NativeSelect
                id={`${id}-${field}`}
                size="sm"
                className={styles.select}
                data={audiences}
                value={String(data.privacy.find((one) => one.field === field)?.audience ?? Audience.MEMBERS)}
                onChange={(event) => set(field, Number(event.currentTarget.value))}
              />
            </div>
          ))}
        </div>
      )}
    </Page>
  );
}

// The choice shows at once, and the old one again when it was not kept.
function useSetAudience() {
  const words = useWords(settingsWords);
  const schema = SettingsService.method.listPrivacy;
  const key = createConnectQueryKey({ schema, input: {}, transport: useTransport(), cardinality: "finite" });
  const { mutate } = useMutation(SettingsService.method.updatePrivacy, {
    onError: () => {
      toast({ text: words("notKept"), failed: true });
      void queryClient.invalidateQueries({ queryKey: key });
    },
  });
  return (field: ProfileField, audience: Audience) => {
    queryClient.setQueryData<ListPrivacyResponse>(key, (table) =>
      table === undefined
        ? table
        : { ...table, privacy: table.privacy.map((one) => (one.field === field ? { ...one, audience } : one)) },
    );
    mutate({ field, audience });
  };
}
