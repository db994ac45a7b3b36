import { timestampDate } from "@bufbuild/protobuf/wkt";
import { Button, Group } from "@mantine/core";
import { ArticleState } from "@platform/connect/platform/news/v1/article_pb.ts";
import { useState } from "react";
import { Link } from "react-router";
import { useLanguage, useWords } from "../../../lib/words.ts";
import { articleAddress } from "../address.ts";
import { ArticleMenu } from "./article-menu.tsx";
import styles from "./editor.module.css";
import { PublishDialog } from "./publish-dialog.tsx";
import { StateChip } from "./state-chip.tsx";
import type { DraftUnderPen } from "./use-draft.ts";
import { editorWords } from "./words.ts";

/** Where the article stands, whether it is saved, and what may be done with it. */
export function StatusBar({ pen }: { pen: DraftUnderPen }) {
  const words = useWords(editorWords);
  const { date } = useLanguage();
  const [publishing, setPublishing] = useState(false);
  const { draft, state, dirty, wrong, isDraft } = pen;
  const head = draft.article?.head;
  if (!head) return null;
  const time = head.publishTime && date(timestampDate(head.publishTime));
  const saves = {
    saved: "saved",
    saving: "saving",
    unsaved: "unsaved",
    failed: "notSaved",
    conflict: "unsaved",
  } as const;
  const scheduled = head.state === ArticleState.SCHEDULED;
  const open = head.state === ArticleState.PUBLISHED || head.state === ArticleState.ARCHIVED;
  return (
    <>
      <div className={styles.bar}>
        <StateChip state={head.state} />
        {scheduled && <span className="quiet">{words("scheduledFor", { date: time })}</span>}
        {head.state === ArticleState.PUBLISHED && <span className="quiet">{words("publishedOn", { date: time })}</span>}
        <span className={styles.said} role="status">
          {words(saves[state])}
        </span>
        <span className={styles.spring} />
        {open && (
          <Button component={Link} to={articleAddress(head.slug)} variant="default">
            {words("view")}
          </Button>
        )}
        {dirty && (
          <Button
            variant={isDraft ? "default" : "filled"}
            disabled={wrong.length > 0 || state === "conflict"}
            loading={state === "saving"}
            onClick={() => void pen.save().catch(() => undefined)}
          >
            {words(open ? "update" : "save")}
          </Button>
        )}
        {head.state !== ArticleState.PUBLISHED && (
          <Button disabled={wrong.length > 0 || state === "conflict"} onClick={() => setPublishing(true)}>
            {words(scheduled ? "changeTime" : "publish")}
          </Button>
        )}
        <ArticleMenu pen={pen} />
      </div>
      {state === "conflict" && (
        <div className={styles.conflict} role="alert">
          {words("conflict")}
          <Group gap="xs">
            <Button size="sm" variant="default" onClick={() => void pen.goOn(false)}>
              {words("takeTheirs")}
            </Button>
            <Button size="sm" variant="default" onClick={() => void pen.goOn(true)}>
              {words("keepMine")}
            </Button>
          </Group>
        </div>
      )}
      {publishing && <PublishDialog pen={pen} onClose={() => setPublishing(false)} />}
    </>
  );
}
