import { ArticleState } from "@platform/connect/platform/news/v1/article_pb.ts";
import { IconArchive, IconPencil, IconTrash } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useNavigate } from "react-router";
import { Confirm } from "../../../components/confirm.tsx";
import { MenuButton } from "../../../components/menu-items.tsx";
import { MoreMenu } from "../../../components/more-menu.tsx";
import { readFailure } from "../../../lib/failure.ts";
import { useFailureWords } from "../../../lib/failure-words.ts";
import { toast } from "../../../lib/toasts.ts";
import { useWords } from "../../../lib/words.ts";
import { editorial, readNewsAnew } from "./client.ts";
import type { DraftUnderPen } from "./use-draft.ts";
import { editorWords } from "./words.ts";

const look = { size: 18, stroke: 1.7, "aria-hidden": true } as const;

/** What else may be done with an article, each in the states where it means something. */
export function ArticleMenu({ pen }: { pen: DraftUnderPen }) {
  const words = useWords(editorWords);
  const say = useFailureWords();
  const navigate = useNavigate();
  const [removing, setRemoving] = useState(false);
  const { id: articleId = "", state } = pen.draft.article?.head ?? {};
  const remove = useMutation({
    mutationFn: () => editorial.deleteArticle({ articleId }),
    onSuccess: async () => {
      await navigate("/news/editor");
      await readNewsAnew();
    },
  });
  const run = (act: Parameters<DraftUnderPen["act"]>[0]) =>
    void pen.act(act).catch((error) => toast({ text: say(readFailure(error)), failed: true }));

  return (
    <>
      <MoreMenu label={words("moreActs")}>
        {(close) => {
          const done = (act: () => void) => () => {
            close();
            act();
          };
          return (
            <>
              {state === ArticleState.PUBLISHED && (
                <MenuButton
                  icon={<IconArchive {...look} />}
                  onClick={done(() => run((id) => editorial.archiveArticle({ articleId: id })))}
                >
                  {words("archive")}
                </MenuButton>
              )}
              {state !== ArticleState.DRAFT && (
                <MenuButton
                  icon={<IconPencil {...look} />}
                  onClick={done(() => run((id) => editorial.unpublishArticle({ articleId: id })))}
                >
                  {words("unpublish")}
                </MenuButton>
              )}
              {state === ArticleState.DRAFT && (
                <MenuButton icon={<IconTrash {...look} />} onClick={done(() => setRemoving(true))}>
                  {words("remove")}
                </MenuButton>
              )}
            </>
          );
        }}
      </MoreMenu>
      {removing && (
        <Confirm
          title={words("removeTitle")}
          action={words("remove")}
          pending={remove.isPending}
          error={remove.error}
          onConfirm={() => remove.mutate()}
          onClose={() => setRemoving(false)}
        >
          {words("removeText")}
        </Confirm>
      )}
    </>
  );
}
