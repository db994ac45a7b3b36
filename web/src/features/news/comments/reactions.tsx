import { useQuery } from "@connectrpc/connect-query";
import { ReactionKind } from "@platform/connect/platform/news/v1/comment_pb.ts";
import { CommentService } from "@platform/connect/platform/news/v1/comment_service_pb.ts";
import { type Icon, IconBulb, IconConfetti, IconHeart, IconHeartHandshake } from "@tabler/icons-react";
import { Link, useLocation } from "react-router";
import { logInAddress } from "../../../lib/routes.ts";
import { useViewer } from "../../../lib/viewer.ts";
import { useWords } from "../../../lib/words.ts";
import { commentClient, useTalk } from "./acts.ts";
import styles from "./comments.module.css";
import { commentWords } from "./words.ts";

const looks: [ReactionKind, Icon, "LIKE" | "INSIGHT" | "CELEBRATE" | "THANKS"][] = [
  [ReactionKind.LIKE, IconHeart, "LIKE"],
  [ReactionKind.INSIGHT, IconBulb, "INSIGHT"],
  [ReactionKind.CELEBRATE, IconConfetti, "CELEBRATE"],
  [ReactionKind.THANKS, IconHeartHandshake, "THANKS"],
];

/** How people reacted to an article, and one's own reactions. */
export function Reactions({ articleId }: { articleId: string }) {
  const words = useWords(commentWords);
  const talk = useTalk();
  const { person } = useViewer();
  const { pathname } = useLocation();
  const { data } = useQuery(CommentService.method.getReactions, { articleId });
  return (
    <fieldset className={styles.reactions} aria-label={words("reactions")}>
      {looks.map(([kind, Icon, word]) => {
        const { count = 0, own = false } = data?.reactions.find((one) => one.kind === kind) ?? {};
        const label = words("reactedBy", { name: words(word), count });
        const shown = (
          <>
            <Icon size={18} stroke={1.7} aria-hidden fill={own ? "currentColor" : "none"} fillOpacity={0.2} />
            <span aria-hidden>{words(word)}</span>
            {count > 0 && (
              <span className="tabular" aria-hidden>
                {count}
              </span>
            )}
            <span className="hidden">{label}</span>
          </>
        );
        if (!person) {
          return (
            <Link key={kind} to={logInAddress(pathname)} className={styles.reaction} title={words("reactLogIn")}>
              {shown}
            </Link>
          );
        }
        return (
          <button
            key={kind}
            type="button"
            className={styles.reaction}
            aria-pressed={own}
            onClick={() => void talk(() => commentClient.setReaction({ articleId, kind, remove: own }))}
          >
            {shown}
          </button>
        );
      })}
    </fieldset>
  );
}
