import { Language } from "@platform/grpc/platform/common/v1/common.ts";
import {
  CommentModerated,
  CommentPosted,
  FollowersReached,
  NewsletterIssued,
} from "@platform/grpc/platform/news/v1/news_events.ts";
import { on } from "@platform/kit";
import { sendIssue } from "../newsletter/issues.ts";
import { tell, tellAll } from "../recipients.ts";
import type { Note } from "../templates/template.ts";

/** What happens in the news. */
export const newsConsumers = [
  on(FollowersReached, ({ title, path, authorName, tagName, recipientIds }, { tx, meta }) => {
    const note: Note = authorName
      ? { name: "article-of-author", title, path, authorName }
      : { name: "article-of-tag", title, path, tagName };
    return tellAll(tx, recipientIds, { kind: "NEWS", note, time: meta.time });
  }),
  on(CommentPosted, async ({ title, path, actorName, excerpt, answeredId, recipientIds }, { tx, meta }) => {
    const words = { title, path, actorName, excerpt };
    const told = { kind: "NEWS", time: meta.time } as const;
    await tellAll(tx, recipientIds, { ...told, note: { name: "article-commented", ...words } });
    if (answeredId) await tell(tx, answeredId, { id: meta.id, ...told, note: { name: "article-answered", ...words } });
  }),
  on(CommentModerated, ({ accountId, title, path, hidden, reason }, { tx, meta }) => {
    const note: Note = hidden
      ? { name: "article-comment-hidden", title, path, reason }
      : { name: "article-comment-shown", title, path };
    return tell(tx, accountId, { id: meta.id, kind: "NEWS", note, time: meta.time });
  }),
  on(NewsletterIssued, ({ language, ...issue }, { tx, meta }) =>
    sendIssue(tx, { ...issue, language: language === Language.RU ? "RU" : "EN" }, meta.time),
  ),
];
