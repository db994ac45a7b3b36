import type { IncomingMessage, ServerResponse } from "node:http";
import { createClient } from "@connectrpc/connect";
import { type FeedFormat, FeedService } from "@platform/connect/platform/news/v1/feed_service_pb.ts";
import { serveDocument } from "../document.ts";
import type { Behind, Services } from "../services.ts";
import type { NewsList } from "./address.ts";

/** Serves what programs read of the news. */
export function createDocuments(services: Services) {
  const client = (from: Behind) => createClient(FeedService, services.transport(from));
  return {
    async feed(request: IncomingMessage, response: ServerResponse, from: Behind, list: NewsList, format: FeedFormat) {
      await serveDocument(request, response, () => client(from).getFeed({ ...list, format }), { shared: true });
    },

    async sitemap(request: IncomingMessage, response: ServerResponse, from: Behind) {
      const read = async () => ({
        ...(await client(from).getSitemap({})),
        contentType: "application/xml; charset=utf-8",
      });
      await serveDocument(request, response, read, { shared: true });
    },
  };
}
