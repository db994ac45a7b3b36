import {
  CommentAdded,
  MemberAdded,
  PageChanged,
  ProposalDecided,
  ProposalMade,
  ReviewDue,
  TransferEnded,
  TranslationOutdated,
} from "@platform/grpc/platform/knowledge/v1/knowledge_events.ts";
import { on } from "@platform/kit";
import { tell, tellAll } from "../recipients.ts";
import type { Note } from "../templates/template.ts";

/** What happens in the knowledge base. */
export const knowledgeConsumers = [
  on(MemberAdded, ({ accountId, spaceName, path }, { tx, meta }) => {
    const note = { name: "space-role", spaceName, path } as const;
    return tell(tx, accountId, { id: meta.id, kind: "KNOWLEDGE", note, time: meta.time });
  }),
  on(PageChanged, ({ recipientIds, title, path, created }, { tx, meta }) => {
    const note = { name: created ? "page-created" : "page-changed", title, path } as const;
    return tellAll(tx, recipientIds, { kind: "KNOWLEDGE", note, time: meta.time });
  }),
  on(CommentAdded, async ({ recipientIds, mentionedIds, title, path, actorName, excerpt }, { tx, meta }) => {
    const said = { title, path, actorName, excerpt };
    const told = { kind: "KNOWLEDGE", time: meta.time } as const;
    await tellAll(tx, mentionedIds, { ...told, note: { name: "mentioned", ...said } });
    await tellAll(tx, recipientIds, { ...told, note: { name: "comment-added", ...said } });
  }),
  on(ProposalMade, ({ recipientIds, title, proposalId }, { tx, meta }) => {
    const note = { name: "proposal-made", title, proposalId } as const;
    return tellAll(tx, recipientIds, { kind: "KNOWLEDGE", note, time: meta.time });
  }),
  on(ProposalDecided, ({ recipientIds, title, path, proposalId, approved, reason }, { tx, meta }) => {
    const note: Note = approved
      ? { name: "proposal-approved", title, path }
      : { name: "proposal-rejected", title, proposalId, reason };
    return tellAll(tx, recipientIds, { kind: "KNOWLEDGE", note, time: meta.time });
  }),
  on(ReviewDue, ({ recipientIds, title, path }, { tx, meta }) => {
    const note = { name: "review-due", title, path } as const;
    return tellAll(tx, recipientIds, { kind: "KNOWLEDGE", note, time: meta.time });
  }),
  on(TransferEnded, ({ accountId, spaceName, path, imported, done }, { tx, meta }) => {
    const note = { name: "pages-transferred", spaceName, path, imported, done } as const;
    return tell(tx, accountId, { id: meta.id, kind: "JOB", note, time: meta.time });
  }),
  on(TranslationOutdated, ({ recipientIds, title, sourceTitle, path }, { tx, meta }) => {
    const note = { name: "translation-outdated", title, sourceTitle, path } as const;
    return tellAll(tx, recipientIds, { kind: "KNOWLEDGE", note, time: meta.time });
  }),
];
