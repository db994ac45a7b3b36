import { existsSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { join } from "node:path";
import { createContextValues } from "@connectrpc/connect";
import { connectNodeAdapter } from "@connectrpc/connect-node";
import {
  type Config,
  type Door,
  extractTrace,
  inSpan,
  mediaPath,
  methods,
  type Parts,
  readProxies,
  registry,
  tracingOn,
  uploadPath,
} from "@platform/kit";
import sirv from "sirv";
import { byContract, visitKey } from "./admission.ts";
import { home } from "./aggregates/home.ts";
import { operations } from "./aggregates/operations.ts";
import { browserSessions } from "./aggregates/sessions.ts";
import { uploadPlaces } from "./aggregates/uploads.ts";
import { bodyMs, demandWithin } from "./bridge/body.ts";
import { createBridge, pathOf } from "./bridge/bridge.ts";
import { behind, isForeign, secure, securePage } from "./browser.ts";
import { serveCalendar } from "./calendar.ts";
import { devMail } from "./dev-mail.ts";
import { createKeys, keysPath } from "./keys.ts";
import { createMedia } from "./media.ts";
import { createNews } from "./news/news.ts";
import { oneClick } from "./one-click.ts";
import { readOrigins } from "./play/origins.ts";
import { createPlay, loggedPath } from "./play/play.ts";
import { createServices } from "./services.ts";
import { createSessions } from "./sessions.ts";
import { createUploads } from "./uploads.ts";

const drainMs = 10_000;
/** How long a file may take to come, over a slow line. */
const uploadMs = 3600_000;
/** The contracts that are answered here, and not by one service. */
const aggregated = new Set(["bff", "operations"]);
const year = 365 * 24 * 3600;

/** The web port: pages, the Connect protocol, media, probes. */
export async function openDoor(parts: Parts, config: Config): Promise<Door> {
  const https = config.publicUrl.startsWith("https:");
  const proxies = readProxies(config.trustedProxies);
  const services = createServices(parts);
  const anonymous = { token: undefined, address: "", device: "bff", requestId: "" };
  const sessions = createSessions(parts.kv, (token) => services.transport({ ...anonymous, token }), https);
  const keys = createKeys(services, anonymous);
  const media = createMedia(parts);
  const origins = readOrigins(config);
  const play = createPlay(parts, config.root, origins);
  const news = createNews(services, config, parts.log);
  const uploads = createUploads(parts);
  const tokens = new WeakMap<IncomingMessage, string | undefined>();
  const behindOf = (request: IncomingMessage) => behind(request, tokens.get(request) ?? bearer(request), proxies);

  const bridge = createBridge({
    registry,
    method(path) {
      const contract = methods.get(path);
      if (!contract || aggregated.has(contract.service) || contract.options.directOnly) return undefined;
      return { path, descriptor: contract.descriptor, readOnly: contract.readOnly };
    },
    client: services.client,
    async identify(request, metadata) {
      await services.identify(metadata, behindOf(request));
    },
  });

  const aggregates = connectNodeAdapter({
    routes(router) {
      browserSessions(router, services, sessions);
      home(router, services, parts.log);
      uploadPlaces(router, uploads);
      operations(router, services);
    },
    interceptors: [byContract(parts)],
    contextValues: (request) =>
      createContextValues().set(visitKey, {
        request: request as IncomingMessage,
        response: responses.get(request as IncomingMessage) as ServerResponse,
        behind: behindOf(request as IncomingMessage),
      }),
  });
  const responses = new WeakMap<IncomingMessage, ServerResponse>();

  async function call(request: IncomingMessage, response: ServerResponse, path: string): Promise<void> {
    if (sessions.hasCookie(request)) {
      if (request.method !== "GET" && isForeign(request)) {
        return json(response, 403, { code: "permission_denied", message: "This request comes from another site." });
      }
      tokens.set(request, await sessions.token(request));
    }
    response.setHeader("cache-control", "no-store");
    if (aggregated.has(path.split(".")[1] ?? "")) {
      if (request.method !== "GET") demandWithin(request, bodyMs);
      responses.set(request, response);
      return aggregates(request, response);
    }
    if (!(await bridge(request, response))) {
      json(response, 404, { code: "unimplemented", message: "There is no such method here." });
    }
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = pathOf(request);
    secure(request, response, https, proxies);
    if (origins.isPlay(request)) return play(request, response);
    // A package may send what it likes, and nothing of it is heard.
    if (origins.isFromPlay(request))
      return json(response, 403, { code: "permission_denied", message: "Not from here." });
    if (path === "/healthz") return void response.writeHead(200, { "content-type": "text/plain" }).end("ok\n");
    if (path === "/readyz") {
      const state = await parts.readiness();
      return json(response, state.ready ? 200 : 503, state);
    }
    if (path.startsWith("/platform.")) return traced(request, path, () => call(request, response, path));
    const url = new URL(request.url ?? "/", "http://localhost");
    securePage(response, origins.play);
    if (url.pathname.startsWith(mediaPath)) return media(request, response, url);
    if (url.pathname.startsWith(uploadPath)) return uploads.receive(request, response, url);
    if (request.method !== "GET") demandWithin(request, bodyMs);
    if (url.pathname === "/unsubscribe" && request.method === "POST") {
      return oneClick(services, behind(request, undefined, proxies), request, response, url);
    }
    if (url.pathname === keysPath && request.method === "GET") return keys(request, response);
    if (url.pathname === "/dev/mail" && parts.capturedMail) return devMail(request, response, parts.capturedMail());
    if (request.method !== "GET" && request.method !== "HEAD") return json(response, 405, {});
    if (url.pathname === "/calendar.ics") {
      return serveCalendar(services, behind(request, undefined, proxies), request, response, url);
    }
    if (await news(request, response, url, behind(request, undefined, proxies))) return;
    pages(request, response, () => json(response, 404, { message: "There is nothing here." }));
  }

  const pages = openPages(join(config.root, "web/dist"));
  const server = createServer({ requestTimeout: uploadMs, maxHeaderSize: 16 << 10 }, (request, response) => {
    answer(request, response).catch((error: unknown) => {
      parts.log.error({ err: error, path: loggedPath(request.url) }, "a web request failed");
      if (!response.headersSent)
        json(response, 500, { code: "internal", message: "Something went wrong on our side." });
      else response.destroy();
    });
  });
  await new Promise<void>((resolve, reject) => server.once("error", reject).listen(config.webPort, resolve));

  return {
    port: (server.address() as { port: number }).port,
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      // A connection is idle once its request was answered; it must not hold the process up for its keep-alive.
      const idle = setInterval(() => server.closeIdleConnections(), 50);
      const late = setTimeout(() => server.closeAllConnections(), drainMs);
      await closed;
      clearInterval(idle);
      clearTimeout(late);
      services.close();
    },
  };
}

function openPages(folder: string): (request: IncomingMessage, response: ServerResponse, next: () => void) => void {
  if (!existsSync(folder)) return (_request, _response, next) => next();
  return sirv(folder, {
    single: true,
    gzip: true,
    brotli: true,
    setHeaders(response, path) {
      response.setHeader(
        "cache-control",
        path.startsWith("/assets/") ? `public, max-age=${year}, immutable` : "no-cache",
      );
    },
  });
}

/** The browser's trace goes on through here. */
function traced(request: IncomingMessage, path: string, work: () => Promise<void>): Promise<void> {
  if (!tracingOn) return work();
  const parent = extractTrace(new Map(Object.entries(request.headers)));
  return inSpan(path.slice(1), "server", { "rpc.system": "connect_rpc" }, work, parent);
}

function bearer(request: IncomingMessage): string | undefined {
  return /^Bearer (.+)$/i.exec(request.headers.authorization ?? "")?.[1];
}

function json(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}
