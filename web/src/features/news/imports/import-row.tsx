import { timestampDate } from "@bufbuild/protobuf/wkt";
import { Button, Group } from "@mantine/core";
import type { FeedImport } from "@platform/connect/platform/news/v1/import_service_pb.ts";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { Chip } from "../../../components/chip.tsx";
import { Confirm } from "../../../components/confirm.tsx";
import { type Failure, readFailure } from "../../../lib/failure.ts";
import { useFailureWords } from "../../../lib/failure-words.ts";
import { toast } from "../../../lib/toasts.ts";
import { useLanguage, useWords } from "../../../lib/words.ts";
import { languageCode } from "../facts.tsx";
import { importClient, readImportsAnew } from "./client.ts";
import styles from "./imports.module.css";
import { importWords } from "./words.ts";

/** A feed, how reading it went, and what may be done with it. */
export function ImportRow({ feed }: { feed: FeedImport }) {
  const words = useWords(importWords);
  const say = useFailureWords();
  const { ago } = useLanguage();
  const [removing, setRemoving] = useState(false);
  const { id: importId, name, url, tags, paused, articleCount, readTime, failure } = feed;
  const options = {
    onSettled: readImportsAnew,
    onError: (error: unknown) => toast({ text: say(readFailure(error)), failed: true }),
  };
  const refresh = useMutation({
    ...options,
    mutationFn: () => importClient.refreshFeedImport({ importId }),
    onSuccess: ({ added, feedImport }) => {
      if (!feedImport?.failure) toast({ text: words("added", { count: added }) });
    },
  });
  const pause = useMutation({
    ...options,
    mutationFn: () => importClient.updateFeedImport({ importId, tags, paused: !paused }),
  });
  const remove = useMutation({
    onSettled: readImportsAnew,
    mutationFn: () => importClient.deleteFeedImport({ importId }),
  });
  return (
    <li>
      <div className={styles.about}>
        <p className={styles.name}>
          <span>{name}</span>
          <Chip>{languageCode(feed.language).toUpperCase()}</Chip>
          {paused && <Chip tone="warn">{words("paused")}</Chip>}
          {failure && <Chip tone="bad">{words("fails")}</Chip>}
        </p>
        <p className="quiet">{url}</p>
        <p className="quiet">
          {[
            words("articles", { count: articleCount }),
            ...(readTime ? [words("read", { when: ago(timestampDate(readTime)) })] : []),
            ...tags.map((tag) => `#${tag}`),
          ].join(" · ")}
        </p>
        {failure && <p role="note">{say(failed(failure))}</p>}
      </div>
      <Group gap="xs">
        <Button variant="default" loading={refresh.isPending} onClick={() => refresh.mutate()}>
          {words("refresh")}
        </Button>
        <Button variant="default" loading={pause.isPending} onClick={() => pause.mutate()}>
          {words(paused ? "goOn" : "pause")}
        </Button>
        <Button variant="default" color="red" onClick={() => setRemoving(true)}>
          {words("remove")}
        </Button>
      </Group>
      {removing && (
        <Confirm
          title={words("removeTitle", { name })}
          action={words("removeAct")}
          error={remove.error}
          pending={remove.isPending}
          onConfirm={() => remove.mutate()}
          onClose={() => setRemoving(false)}
        >
          {words("removeText")}
        </Confirm>
      )}
    </li>
  );
}

/** A failure that happened while nobody looked. */
function failed(reason: string): Failure {
  return { reason, fields: {}, retryAfter: undefined, requestId: undefined, signedOut: false };
}
