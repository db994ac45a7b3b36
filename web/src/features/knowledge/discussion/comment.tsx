import { timestampDate } from "@bufbuild/protobuf/wkt";
import { Button, Group } from "@mantine/core";
import type { Comment } from "@platform/connect/platform/knowledge/v1/discussion_service_pb.ts";
import { useState } from "react";
import { Confirm } from "../../../components/confirm.tsx";
import { Markdown } from "../../../components/markdown/markdown.tsx";
import { PersonAvatar } from "../../../components/person-avatar.tsx";
import { useLanguage, useWords } from "../../../lib/words.ts";
import { discussionClient, useDiscuss } from "./acts.ts";
import { CommentForm } from "./comment-form.tsx";
import styles from "./discussion.module.css";
import { showMentions } from "./mentions.ts";
import { discussionWords } from "./words.ts";

/** What somebody said, with what the viewer may do about it. */
export function CommentView({ pageId, comment }: { pageId: string; comment: Comment }) {
  const words = useWords(discussionWords);
  const { ago } = useLanguage();
  const discuss = useDiscuss();
  const [asked, setAsked] = useState<"change" | "takeBack">();
  const { id: commentId, author, markdown, createTime, updateTime, mayUpdate, mayDelete } = comment;
  const name = author?.name || words("somebody");
  const close = () => setAsked(undefined);

  async function change(text: string) {
    const done = await discuss(() => discussionClient.updateComment({ commentId, markdown: text }));
    if (done) close();
    return done;
  }

  if (markdown === "") return <p className="quiet">{words("takenBack")}</p>;
  return (
    <div className={styles.comment}>
      <PersonAvatar name={name} size={32} />
      <div className={styles.said}>
        <p className={styles.by}>
          <strong>{name}</strong>{" "}
          <span className="quiet">
            {createTime && ago(timestampDate(createTime))}
            {updateTime && ` · ${words("changed")}`}
          </span>
        </p>
        {asked === "change" ? (
          <CommentForm
            pageId={pageId}
            label={words("comment")}
            action={words("save")}
            text={markdown}
            onSay={change}
            onCancel={close}
          />
        ) : (
          <Markdown small level={4} text={showMentions(markdown, words("somebody"))} />
        )}
        {asked !== "change" && (mayUpdate || mayDelete) && (
          <Group gap={4} className={styles.acts}>
            {mayUpdate && (
              <Button variant="subtle" size="sm" onClick={() => setAsked("change")}>
                {words("change")}
              </Button>
            )}
            {mayDelete && (
              <Button variant="subtle" size="sm" onClick={() => setAsked("takeBack")}>
                {words("takeBack")}
              </Button>
            )}
          </Group>
        )}
      </div>
      {asked === "takeBack" && (
        <Confirm
          title={words("takeBackTitle")}
          action={words("takeBack")}
          pending={false}
          onConfirm={() => void discuss(() => discussionClient.deleteComment({ commentId })).then(close)}
          onClose={close}
        >
          {words("takeBackText")}
        </Confirm>
      )}
    </div>
  );
}
