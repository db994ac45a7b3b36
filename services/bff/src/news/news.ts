import type { IncomingMessage, ServerResponse } from "node:http";
import { join } from "node:path";
import type { Config, Logger } from "@platform/kit";
import type { Behind, Services } from "../services.ts";
import { readListAddress } from "./address.ts";
import { createDocuments } from "./documents.ts";
import { createNewsPages } from "./pages.ts";

/** What strangers and their programs read of the news without running the web app. */
export function createNews(services: Services, { root, publicUrl }: Config, log: Logger) {
  const documents = createDocuments(services);
  const page = createNewsPages(services, join(root, "web/dist"), publicUrl, log);

  /** Answers for an address that is one of the news'; false for all others. */
  return async (request: IncomingMessage, response: ServerResponse, url: URL, from: Behind): Promise<boolean> => {
    if (url.pathname === "/sitemap.xml") {
      await documents.sitemap(request, response, from);
      return true;
    }
    if (url.pathname === "/robots.txt") {
      response.writeHead(200, { "content-type": "text/plain" });
      response.end(`User-agent: *\nAllow: /\nSitemap: ${publicUrl}/sitemap.xml\n`);
      return true;
    }
    const found = readListAddress(url);
    if (found?.format) {
      await documents.feed(request, response, from, found.list, found.format);
      return true;
    }
    return /^\/news(\/|$)/.test(url.pathname) && page(request, response, url, from);
  };
}
