import { useQuery } from "@connectrpc/connect-query";
import { Stack, Textarea } from "@mantine/core";
import { type Draft, EditorialService } from "@platform/connect/platform/news/v1/editorial_service_pb.ts";
import { useEffect, useRef } from "react";
import { useParams } from "react-router";
import { FormFailure } from "../../../components/forms.tsx";
import { LeaveGuard } from "../../../components/leave-guard.tsx";
import { useTitle } from "../../../components/page.tsx";
import { Failed, Waiting } from "../../../components/states.tsx";
import { useWords } from "../../../lib/words.ts";
import { newsWords } from "../words.ts";
import { AboutFields } from "./about-fields.tsx";
import { CoverField } from "./cover-field.tsx";
import styles from "./editor.module.css";
import { Languages } from "./languages.tsx";
import { SeoFields } from "./seo-fields.tsx";
import { StatusBar } from "./status-bar.tsx";
import { TextField } from "./text-field.tsx";
import { useDraft } from "./use-draft.ts";
import { editorWords } from "./words.ts";

/** An article, to write. */
export default function Editor() {
  const { articleId = "" } = useParams();
  // What is being written must not be replaced by what is read again.
  const once = { staleTime: Number.POSITIVE_INFINITY, gcTime: 0, refetchOnReconnect: false } as const;
  const { data, isPending, error, refetch } = useQuery(EditorialService.method.getDraft, { articleId }, once);
  if (isPending) return <Waiting />;
  if (!data?.draft) return <Failed error={error} onRetry={() => void refetch()} />;
  return <Writing key={articleId} start={data.draft} />;
}

function Writing({ start }: { start: Draft }) {
  const words = useWords(editorWords);
  const news = useWords(newsWords);
  const pen = useDraft(start);
  const { fields, change, draft, wrong } = pen;
  useTitle(fields.title, [
    { label: news("news"), to: "/news" },
    { label: words("editorial"), to: "/news/editor" },
  ]);
  const saveNow = useRef(() => {});
  saveNow.current = () => {
    if (pen.dirty && wrong.length === 0) void pen.save().catch(() => undefined);
  };
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "s") return;
      event.preventDefault();
      saveNow.current();
    };
    window.addEventListener("keydown", listen);
    return () => window.removeEventListener("keydown", listen);
  }, []);

  return (
    <div className={styles.editor}>
      <h1 className="hidden">{fields.title || words("title")}</h1>
      <StatusBar pen={pen} />
      <FormFailure error={pen.error} />
      <div className={styles.columns}>
        <Stack gap="lg" miw={0}>
          <Textarea
            autosize
            classNames={{ input: styles.title as string }}
            aria-label={words("title")}
            placeholder={words("title")}
            error={wrong.includes("title")}
            maxLength={200}
            value={fields.title}
            onChange={(event) => change({ title: event.currentTarget.value.replace(/\n/g, " ") })}
          />
          <Textarea
            autosize
            label={words("summary")}
            description={words("summaryHint")}
            maxLength={500}
            value={fields.summary}
            onChange={(event) => change({ summary: event.currentTarget.value })}
          />
          <TextField pen={pen} />
        </Stack>
        <Stack gap="lg" miw={0}>
          <CoverField pen={pen} />
          <AboutFields pen={pen} />
          <Languages draft={draft} />
          <SeoFields pen={pen} />
        </Stack>
      </div>
      {pen.dirty && <LeaveGuard onSave={() => pen.save()} />}
    </div>
  );
}
