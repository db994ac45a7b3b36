import { useMutation, useQuery } from "@connectrpc/connect-query";
import { Anchor, Button } from "@mantine/core";
import { NotificationKind } from "@platform/connect/platform/notification/v1/notification_pb.ts";
import { PreferenceService } from "@platform/connect/platform/notification/v1/notification_service_pb.ts";
import { IconMailOff } from "@tabler/icons-react";
import { Link, useSearchParams } from "react-router";
import { FormFailure } from "../../components/forms.tsx";
import { Failed, LoadingRows } from "../../components/states.tsx";
import { readFailure } from "../../lib/failure.ts";
import { useFailureWords } from "../../lib/failure-words.ts";
import { useWords } from "../../lib/words.ts";
import { Panel } from "./panel.tsx";
import { authWords } from "./words.ts";

const kinds: Partial<Record<NotificationKind, keyof typeof authWords.en>> = {
  [NotificationKind.SECURITY]: "kindSecurity",
  [NotificationKind.LEARNING]: "kindLearning",
  [NotificationKind.CERTIFICATE]: "kindCertificate",
  [NotificationKind.PEOPLE]: "kindPeople",
  [NotificationKind.JOB]: "kindJob",
  [NotificationKind.KNOWLEDGE]: "kindKnowledge",
  [NotificationKind.NEWS]: "kindNews",
};

/** Where the unsubscribe link of a mail leads; opening it changes nothing. */
export default function Unsubscribe() {
  const words = useWords(authWords);
  const say = useFailureWords();
  const [params] = useSearchParams();
  const token = params.get("token") ?? "";
  const { data, isPending, error, refetch } = useQuery(PreferenceService.method.getUnsubscription, { token });
  const turnOff = useMutation(PreferenceService.method.unsubscribe);
  const kind = words(kinds[data?.kind ?? NotificationKind.UNSPECIFIED] ?? "kindOther");
  const newsletter = data?.kind === NotificationKind.NEWSLETTER;
  const off = turnOff.isSuccess ? "unsubscribedText" : "unsubscribeOff";
  const over = error !== null && readFailure(error).reason !== "UNREACHABLE";
  const on = data?.enabled && !turnOff.isSuccess;
  const letter = on ? "leaveNewsletter" : "leftNewsletter";
  return (
    <Panel
      title={words(turnOff.isSuccess ? "unsubscribed" : "unsubscribeTitle")}
      about={
        over
          ? say(readFailure(error))
          : data && (newsletter ? words(letter) : words(on ? "unsubscribeText" : off, { kind }))
      }
      icon={<IconMailOff size={26} stroke={1.6} aria-hidden />}
      below={
        data?.hasAccount === false ? undefined : (
          <Anchor component={Link} to="/settings/notifications" fz="sm">
            {words("settings")}
          </Anchor>
        )
      }
    >
      {isPending && <LoadingRows rows={1} />}
      {error && !over && <Failed error={error} onRetry={refetch} />}
      <FormFailure error={turnOff.error} />
      {on && (
        <Button fullWidth loading={turnOff.isPending} onClick={() => turnOff.mutate({ token })}>
          {words(newsletter ? "leaveNewsletterAct" : "unsubscribe")}
        </Button>
      )}
    </Panel>
  );
}
