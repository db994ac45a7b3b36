import type { UpdateArticleRequest } from "@platform/grpc/platform/news/v1/editorial_service.ts";
import { refuse } from "@platform/kit";
import type { ArticleChange } from "../articles/update.ts";

/** What a request changes; `cover` is the upload of a new one, empty for none any more. */
export type RequestedChange = Omit<ArticleChange, "coverKey"> & { cover?: string };

type Reader = (request: UpdateArticleRequest) => RequestedChange;

// A map, since an object answers to names that nobody gave it, such as `constructor`.
const readers = new Map<string, Reader>([
  ["title", ({ title }) => ({ title })],
  ["slug", ({ slug }) => ({ slug })],
  ["summary", ({ summary }) => ({ summary })],
  ["markdown", ({ markdown }) => ({ markdown })],
  ["cover", ({ coverUploadKey }) => ({ cover: coverUploadKey })],
  ["tags", ({ tags }) => ({ tags })],
  ["author_ids", ({ authorIds }) => ({ authorIds: [...new Set(authorIds.map((id) => id.toLowerCase()))] })],
  ["series_id", ({ seriesId }) => ({ seriesId: seriesId || null })],
  ["seo_title", ({ seoTitle }) => ({ seoTitle })],
  ["seo_description", ({ seoDescription }) => ({ seoDescription })],
  ["canonical_url", ({ canonicalUrl }) => ({ canonicalUrl })],
  ["featured", ({ featured }) => ({ featured })],
  ["comments_open", ({ commentsOpen }) => ({ commentsOpen })],
  ["newsletter", ({ newsletter }) => ({ newsletter })],
]);

/** Reads what the mask names; refuses what it cannot name. */
export function readChange(request: UpdateArticleRequest): RequestedChange {
  const changes = (request.updateMask ?? []).map((path) => {
    const reader = readers.get(path);
    if (!reader) throw refuse.invalid({ update_mask: `${path} is nothing of an article that can be changed` });
    return reader(request);
  });
  return Object.assign({}, ...changes) as RequestedChange;
}
