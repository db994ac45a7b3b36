import { Language } from "@platform/grpc/platform/common/v1/common.ts";
import { PageState, TranslationState } from "@platform/grpc/platform/knowledge/v1/page.ts";
import { SpaceRole, SpaceVisibility } from "@platform/grpc/platform/knowledge/v1/space.ts";
import type { Blobs } from "@platform/kit";
import type { PageHead, Space } from "../access/access.ts";
import type { Role } from "../access/role.ts";
import type { Attachment, PageView } from "../pages/view.ts";
import { translationState } from "../upkeep/translations.ts";

const pathMs = 3600_000;

export type Names = ReadonlyMap<string, string>;

export function presentSpace(space: Space, role: Role, pageCount = 0) {
  return {
    ...space,
    language: Language[space.language],
    visibility: SpaceVisibility[space.visibility],
    role: SpaceRole[role],
    pageCount,
  };
}

export function presentPerson(accountId: string | null, names: Names) {
  return accountId === null ? undefined : { accountId, name: names.get(accountId) ?? "" };
}

/** A page as lists show it. */
export function presentHead(page: PageHead, childCount = 0) {
  const { id, spaceId, slug, title, icon, template, updateTime } = page;
  return {
    id,
    spaceId,
    parentId: page.parentId ?? "",
    slug,
    title,
    icon,
    language: Language[page.language],
    state: PageState[page.state],
    restricted: page.accessId !== null,
    template,
    childCount,
    updateTime,
  };
}

export function presentAttachment({ id, name, blobKey, contentType, size }: Attachment, blobs: Blobs) {
  return { id, name, contentType, size, url: blobs.url(blobKey, { expiresIn: pathMs }) };
}

export function presentReview(page: PageHead, names: Names) {
  return {
    dueTime: page.reviewDueTime ?? undefined,
    confirmTime: page.reviewConfirmTime ?? undefined,
    confirmedBy: presentPerson(page.reviewConfirmedBy, names),
    owner: presentPerson(page.reviewOwnerId, names),
  };
}

export function presentTranslation(page: PageHead, sourceRevision: number) {
  return {
    pageId: page.id,
    title: page.title,
    slug: page.slug,
    language: Language[page.language],
    source: page.sourceId === null,
    state: TranslationState[translationState(page, sourceRevision)],
    sourceRevision: page.sourceRevision,
  };
}

/** A page with what stands around it. */
export function presentPage(view: PageView, blobs: Blobs) {
  const { page, role, names } = view;
  return {
    head: presentHead(page, view.childCounts.get(page.id)),
    markdown: page.markdown,
    revision: page.revision,
    aliases: page.aliases,
    breadcrumbs: view.ancestors.map((each) => presentHead(each)),
    backlinks: view.backlinks.map(({ page: from, context }) => ({ page: presentHead(from), context })),
    backlinkCount: view.backlinkCount,
    links: view.links.map(({ target, page: to, anchor }) => ({ target, page: to && presentHead(to), anchor })),
    attachments: view.attachments.map((file) => presentAttachment(file, blobs)),
    translations: view.translations.map((version) => presentTranslation(version, view.sourceRevision)),
    review: presentReview(page, names),
    author: presentPerson(page.authorId, names),
    editor: presentPerson(page.editorId, names),
    proposalId: view.proposalId,
    role: SpaceRole[role],
    watched: view.watched,
    commentCount: view.openThreads,
  };
}
