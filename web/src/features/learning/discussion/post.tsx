import { timestampDate } from "@bufbuild/protobuf/wkt";
import { Button, Group } from "@mantine/core";
import type { Post } from "@platform/connect/platform/learning/v1/discussion_service_pb.ts";
import { IconRosetteDiscountCheck } from "@tabler/icons-react";
import { useState } from "react";
import { Chip } from "../../../components/chip.tsx";
import { Confirm } from "../../../components/confirm.tsx";
import { Markdown } from "../../../components/markdown/markdown.tsx";
import { PersonAvatar } from "../../../components/person-avatar.tsx";
import { SayForm } from "../../../components/say-form.tsx";
import { useLanguage, useWords } from "../../../lib/words.ts";
import styles from "./discussion.module.css";
import { talkClient, useTalk } from "./use-talk.ts";
import { talkWords } from "./words.ts";

/** What somebody said, with what the viewer may do about it. */
export function PostView({ post }: { post: Post }) {
  const words = useWords(talkWords);
  const { ago } = useLanguage();
  const talk = useTalk();
  const [asked, setAsked] = useState<"change" | "takeBack">();
  const { id: postId, markdown, createTime, updateTime, own, mayModerate, endorsed, hidden } = post;
  const name = post.authorName || words("somebody");
  const close = () => setAsked(undefined);

  async function change(text: string) {
    const done = await talk(() => talkClient.updatePost({ postId, markdown: text }));
    if (done) close();
    return done;
  }

  if (markdown === "") return <p className={`quiet ${styles.gone}`}>{words("gone")}</p>;
  return (
    <div className={styles.post} data-hidden={hidden || undefined}>
      <PersonAvatar name={name} size={32} />
      <div className={styles.said}>
        <div className={styles.by}>
          <strong>{name}</strong>
          {post.byCourseAuthor && <Chip tone="accent">{words("courseAuthor")}</Chip>}
          {endorsed && (
            <Chip tone="good">
              <IconRosetteDiscountCheck size={14} aria-hidden /> {words("endorsed")}
            </Chip>
          )}
          {hidden && <Chip tone="warn">{words("hidden")}</Chip>}
          <span className="quiet">
            {createTime && ago(timestampDate(createTime))}
            {updateTime && ` · ${words("changed")}`}
          </span>
        </div>
        {asked === "change" ? (
          <SayForm
            cancel={words("cancel")}
            label={words("changeOf")}
            action={words("save")}
            text={markdown}
            onSay={change}
            onCancel={close}
          />
        ) : (
          <Markdown small level={4} text={markdown} />
        )}
        {asked !== "change" && (own || mayModerate) && (
          <Group gap={4}>
            {own && (
              <>
                <Button variant="subtle" size="xs" onClick={() => setAsked("change")}>
                  {words("change")}
                </Button>
                <Button variant="subtle" size="xs" onClick={() => setAsked("takeBack")}>
                  {words("takeBack")}
                </Button>
              </>
            )}
            {mayModerate && (
              <>
                <Button
                  variant="subtle"
                  size="xs"
                  onClick={() => void talk(() => talkClient.endorsePost({ postId, withdraw: endorsed }))}
                >
                  {words(endorsed ? "withdraw" : "endorse")}
                </Button>
                <Button
                  variant="subtle"
                  size="xs"
                  onClick={() => void talk(() => talkClient.hidePost({ postId, show: hidden }))}
                >
                  {words(hidden ? "show" : "hide")}
                </Button>
              </>
            )}
          </Group>
        )}
      </div>
      {asked === "takeBack" && (
        <Confirm
          title={words("takeBackTitle")}
          action={words("takeBack")}
          pending={false}
          onConfirm={() => void talk(() => talkClient.deletePost({ postId })).then(close)}
          onClose={close}
        >
          {words("takeBackText")}
        </Confirm>
      )}
    </div>
  );
}
