import { Readable } from "node:stream";
import { AccountRegistered } from "@platform/grpc/platform/auth/v1/auth_events.ts";
import { Language } from "@platform/grpc/platform/common/v1/common.ts";
import { ArticleServiceDefinition } from "@platform/grpc/platform/news/v1/article_service.ts";
import { CommentServiceDefinition } from "@platform/grpc/platform/news/v1/comment_service.ts";
import { EditorialServiceDefinition } from "@platform/grpc/platform/news/v1/editorial_service.ts";
import { FeedServiceDefinition } from "@platform/grpc/platform/news/v1/feed_service.ts";
import { ImportServiceDefinition } from "@platform/grpc/platform/news/v1/import_service.ts";
import { type RoleName, uploadKey } from "@platform/kit";
import { type As, startTestPlatform } from "@platform/kit/testing";
import news from "../src/main.ts";

export type Newsroom = Awaited<ReturnType<typeof openNewsroom>>;
export type Person = Awaited<ReturnType<Newsroom["person"]>>;

/** News under test, with people. */
export async function openNewsroom() {
  const tasks = news.tasks?.map((task) => ({ ...task, everySeconds: 0.2 }));
  const platform = await startTestPlatform([{ ...news, ...(tasks && { tasks }) }]);
  const clients = (as?: As) => ({
    articles: platform.client(ArticleServiceDefinition, as),
    editorial: platform.client(EditorialServiceDefinition, as),
    comments: platform.client(CommentServiceDefinition, as),
    feeds: platform.client(FeedServiceDefinition, as),
    imports: platform.client(ImportServiceDefinition, as),
  });

  async function person(name: string, { id, roles = ["USER"] }: { id?: string; roles?: RoleName[] } = {}) {
    const as = await platform.as({ ...(id && { id }), roles });
    if (!id) await platform.announce(AccountRegistered, { accountId: as.id, name, language: Language.EN });
    return { ...as, ...clients(as) };
  }

  return {
    platform,
    person,
    author: (name: string) => person(name, { roles: ["USER", "MENTOR"] }),
    staff: (name: string) => person(name, { roles: ["USER", "STAFF"] }),
    stranger: clients(),
    async upload({ id }: { id: string }, body: string | Uint8Array, contentType = "image/png") {
      const key = uploadKey(id);
      await platform.host.parts.blobs.put(key, Readable.from([Buffer.from(body)]), { contentType });
      return key;
    },
    stop: () => platform.stop(),
  };
}

type Change = Omit<Parameters<Person["editorial"]["updateArticle"]>[0], "articleId" | "revision" | "updateMask">;

/** An article as its author began it, with what is changed of it. */
export async function begin(
  author: Person,
  title: string,
  { language = Language.EN, versionOf, ...change }: Change & { language?: Language; versionOf?: string } = {},
) {
  const { draft } = await author.editorial.createArticle({ title, language, ...(versionOf && { versionOf }) });
  const articleId = draft?.article?.head?.id ?? "";
  if (Object.keys(change).length === 0) return { ...draft, id: articleId, slug: draft?.article?.head?.slug ?? "" };
  return edit(author, articleId, change);
}

/** Changes an article as one does who has just read it. */
export async function edit(author: Person, articleId: string, change: Change) {
  const { draft: read } = await author.editorial.getDraft({ articleId });
  const names = Object.keys(change).map((name) => (name === "coverUploadKey" ? "cover" : name));
  const updateMask = names.map((name) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`));
  const { draft } = await author.editorial.updateArticle({
    articleId,
    revision: read?.revision ?? 0,
    updateMask,
    ...change,
  });
  return { ...draft, id: articleId, slug: draft?.article?.head?.slug ?? "" };
}

/** A published article. */
export async function publish(author: Person, title: string, change: Parameters<typeof begin>[2] = {}) {
  const { id } = await begin(author, title, { markdown: `${title} says something.`, ...change });
  const { draft } = await author.editorial.publishArticle({ articleId: id });
  const head = draft?.article?.head;
  if (!head) throw new Error("nothing was published");
  return head;
}

export const refusal = (reason: string) => ({ reason });
