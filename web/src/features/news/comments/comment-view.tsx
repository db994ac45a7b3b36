import { timestampDate } from "@bufbuild/protobuf/wkt";
import { Button, Group } from "@mantine/core";
import { type Comment, CommentState } from "@platform/connect/platform/news/v1/comment_pb.ts";
import { useState } from "react";
import { Confirm } from "../../../components/confirm.tsx";
import { Markdown } from "../../../components/markdown/markdown.tsx";
import { PersonAvatar } from "../../../components/person-avatar.tsx";
import { SayForm } from "../../../components/say-form.tsx";
import { useViewer } from "../../../lib/viewer.ts";
import { useLanguage, useWords } from "../../../lib/words.ts";
import { commentClient, useTalk } from "./acts.ts";
import styles from "./comments.module.css";
import { ReportDialog } from "./report-dialog.tsx";
import { commentWords } from "./words.ts";

type Asked = "answer" | "change" | "takeBack" | "report";

/** What somebody said, with what the viewer may do about it. */
export function CommentView({ comment, open }: { comment: Comment; open: boolean }) {
  const words = useWords(commentWords);
  const { ago } = useLanguage();
  const { person } = useViewer();
  const talk = useTalk();
  const [asked, setAsked] = useState<Asked>();
  const { id: commentId, articleId, parentId, author, markdown, state, reason, createTime, updateTime, own } = comment;
  const name = author?.name || words("somebody");
  const close = () => setAsked(undefined);
  const then = async (act: () => Promise<unknown>) => {
    const done = await talk(act);
    if (done) close();
    return done;
  };
  const act = (word: Asked) => (
    <Button variant="subtle" size="xs" onClick={() => setAsked(word)}>
      {words(word)}
    </Button>
  );

  if (state === CommentState.DELETED) {
    return (
      <li className={styles.comment} data-answer={parentId !== "" || undefined}>
        <p className="quiet">{words("takenBack")}</p>
      </li>
    );
  }
  return (
    <li className={styles.comment} data-answer={parentId !== "" || undefined}>
      <PersonAvatar name={name} size={32} />
      <div className={styles.said}>
        <p className={styles.by}>
          <strong>{name}</strong>{" "}
          <span className="quiet">
            {createTime && ago(timestampDate(createTime))}
            {updateTime && ` · ${words("changed")}`}
          </span>
        </p>
        {state === CommentState.HELD && <p className={styles.notice}>{words("held")}</p>}
        {state === CommentState.HIDDEN && <p className={styles.notice}>{words("hidden", { reason })}</p>}
        {asked === "change" ? (
          <SayForm
            cancel={words("cancel")}
            label={words("yours")}
            action={words("save")}
            text={markdown}
            onSay={(text) => then(() => commentClient.updateComment({ commentId, markdown: text }))}
            onCancel={close}
          />
        ) : (
          <Markdown small level={4} text={markdown} />
        )}
        {person && asked !== "change" && (
          <Group gap={4} className={styles.acts}>
            {open && parentId === "" && state === CommentState.VISIBLE && act("answer")}
            {own && state !== CommentState.HIDDEN && act("change")}
            {own && act("takeBack")}
            {!own && state === CommentState.VISIBLE && act("report")}
          </Group>
        )}
        {asked === "answer" && (
          <SayForm
            cancel={words("cancel")}
            label={words("yourAnswer")}
            action={words("sendAnswer")}
            onSay={(text) => then(() => commentClient.addComment({ articleId, parentId: commentId, markdown: text }))}
            onCancel={close}
          />
        )}
      </div>
      {asked === "takeBack" && (
        <Confirm
          title={words("takeBackTitle")}
          action={words("takeBack")}
          pending={false}
          onConfirm={() => void then(() => commentClient.deleteComment({ commentId }))}
          onClose={close}
        >
          {words("takeBackText")}
        </Confirm>
      )}
      {asked === "report" && <ReportDialog commentId={commentId} onClose={close} />}
    </li>
  );
}
