import { timestampDate } from "@bufbuild/protobuf/wkt";
import { useInfiniteQuery, useMutation } from "@connectrpc/connect-query";
import { Button, Center, Text } from "@mantine/core";
import { type DeadLetter, OperationsService } from "@platform/connect/platform/operations/v1/operations_service_pb.ts";
import { IconCircleCheck } from "@tabler/icons-react";
import { useState } from "react";
import { Confirm } from "../../components/confirm.tsx";
import { FormFailure } from "../../components/forms.tsx";
import { Page } from "../../components/page.tsx";
import { Empty, Failed, LoadingRows } from "../../components/states.tsx";
import { readAnew } from "../../lib/query.ts";
import { toast } from "../../lib/toasts.ts";
import { useViewer } from "../../lib/viewer.ts";
import { useLanguage, useWords } from "../../lib/words.ts";
import styles from "./admin.module.css";
import { adminWords } from "./words.ts";

/** Events that a service could not take in, to be replayed once the cause is mended. */
export default function Events() {
  const words = useWords(adminWords);
  const { isAdmin } = useViewer();
  const { data, isPending, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    OperationsService.method.listDeadLetters,
    { service: "", pageSize: 50, pageToken: "" },
    { pageParamKey: "pageToken", getNextPageParam: ({ nextPageToken }) => nextPageToken || undefined },
  );
  const letters = data?.pages.flatMap((page) => page.deadLetters) ?? [];
  return (
    <Page wide title={words("events")} about={words("eventsAbout")} trail={[{ label: words("admin"), to: "/admin" }]}>
      {isPending && <LoadingRows />}
      {error && !data && <Failed error={error} onRetry={refetch} />}
      {data && letters.length === 0 && (
        <Empty
          icon={<IconCircleCheck size={28} stroke={1.5} aria-hidden />}
          title={words("noEvents")}
          text={words("noEventsText")}
        />
      )}
      {letters.length > 0 && !isAdmin && (
        <Text size="sm" className="quiet">
          {words("forAdmins")}
        </Text>
      )}
      {letters.length > 0 && (
        <ul className={`card rows ${styles.list}`}>
          {letters.map((letter) => (
            <Letter key={`${letter.service} ${letter.eventId}`} letter={letter} />
          ))}
        </ul>
      )}
      {hasNextPage && (
        <Center>
          <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {words("more")}
          </Button>
        </Center>
      )}
    </Page>
  );
}

function Letter({ letter }: { letter: DeadLetter }) {
  const words = useWords(adminWords);
  const { date } = useLanguage();
  const { isAdmin } = useViewer();
  const [leaving, setLeaving] = useState(false);
  const { eventId, service, type, cause, attempts, createTime } = letter;
  const which = { service, eventId };
  const done = (text: string) => async () => {
    toast({ text });
    await readAnew(OperationsService.method.listDeadLetters);
  };
  const replay = useMutation(OperationsService.method.replayDeadLetter, { onSuccess: done(words("replayed")) });
  const remove = useMutation(OperationsService.method.deleteDeadLetter, { onSuccess: done(words("deleted")) });
  const short = type.split(".").at(-1) ?? type;
  return (
    <li className={styles.letter}>
      <div className={styles.who}>
        <span className={styles.name} title={type}>
          {short} → {service}
        </span>
        <code className={styles.cause}>{cause}</code>
        <span className="quiet">
          {[
            words("attempts", { count: attempts }),
            createTime && date(timestampDate(createTime)),
            words("key", { key: letter.key }),
          ]
            .filter(Boolean)
            .join(" · ")}
        </span>
        <FormFailure error={replay.error} />
      </div>
      {isAdmin && (
        <div className={styles.acts}>
          <Button size="sm" variant="light" loading={replay.isPending} onClick={() => replay.mutate(which)}>
            {words("replay")}
            <span className="hidden">: {short}</span>
          </Button>
          <Button size="sm" variant="default" onClick={() => setLeaving(true)}>
            {words("delete")}
            <span className="hidden">: {short}</span>
          </Button>
        </div>
      )}
      {leaving && (
        <Confirm
          title={words("deleteTitle")}
          action={words("delete")}
          error={remove.error}
          pending={remove.isPending}
          onConfirm={() => remove.mutate(which)}
          onClose={() => setLeaving(false)}
        >
          {words("deleteText", { service, type: short })}
        </Confirm>
      )}
    </li>
  );
}
