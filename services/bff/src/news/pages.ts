import { existsSync, readFileSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { join } from "node:path";
import { Code, ConnectError, createClient } from "@connectrpc/connect";
import { ArticleService } from "@platform/connect/platform/news/v1/article_service_pb.ts";
import type { Logger } from "@platform/kit";
import type { Behind, Services } from "../services.ts";
import { type NewsList, readArticleAddress, readListAddress } from "./address.ts";
import { articleHead, type Head, listHead, withHead } from "./head.ts";

/** The web app's page, for crawlers and previews with the head of what it will show. */
export function createNewsPages(services: Services, folder: string, publicUrl: string, log: Logger) {
  const file = join(folder, "index.html");
  const page = existsSync(file) ? readFileSync(file, "utf8") : undefined;

  /** The head of an address; undefined where there is nothing for strangers. */
  async function headOf(url: URL, from: Behind): Promise<Head | undefined> {
    const client = createClient(ArticleService, services.transport(from));
    const found = readListAddress(url);
    if (found) {
      const name = await nameOf(found.list, (accountId) => client.getAuthor({ accountId }));
      const title = found.list.language ? titles[found.list.language] : titles[0];
      return listHead(url.pathname, found.list.language, name ? `${title} · ${name}` : title, publicUrl);
    }
    const slug = readArticleAddress(url);
    if (slug === undefined || slug.length > 100) return undefined;
    const { article } = await client.getArticle({ slug });
    return article && articleHead(article, publicUrl);
  }

  /** Answers for an address below `/news` that is a page; false where the page is to be served as it is. */
  return async (request: IncomingMessage, response: ServerResponse, url: URL, from: Behind): Promise<boolean> => {
    if (page === undefined) return false;
    let head: Head | undefined;
    let status = 200;
    try {
      head = await headOf(url, from);
    } catch (error) {
      // A page without its head is better than none: the app itself says what is wrong.
      const { code } = ConnectError.from(error);
      if (code === Code.NotFound) status = 404;
      else log.warn({ err: error, path: url.pathname }, "a page of the news has no head");
    }
    if (!head && status === 200) return false;
    const bytes = Buffer.from(head ? withHead(page, head) : page);
    response.writeHead(status, {
      "content-type": "text/html; charset=utf-8",
      "content-length": bytes.length,
      "cache-control": "no-cache",
    });
    response.end(request.method === "HEAD" ? undefined : bytes);
    return true;
  };
}

const titles = ["News · Новости", "Новости", "News"] as const;

async function nameOf(
  { tag, authorId }: NewsList,
  author: (accountId: string) => Promise<{ author?: { name: string } | undefined }>,
): Promise<string> {
  return authorId ? ((await author(authorId)).author?.name ?? "") : tag;
}
