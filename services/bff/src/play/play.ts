import { existsSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { join } from "node:path";
import { createPlays, type Parts, type Play, playFileKey, playPath } from "@platform/kit";
import sirv from "sirv";
import { sendBlob } from "../send-blob.ts";
import type { Origins } from "./origins.ts";
import { playerPage } from "./page.ts";

const scripts = "/player/";
const year = 365 * 24 * 3600;

/**
 * Answers the origin of packages. Nothing else of the platform is there: the player's page and scripts, and the files
 * of the one package that a launch opened, which are served as they are, since nothing of ours can be reached by them.
 */
export function createPlay(parts: Parts, root: string, origins: Origins) {
  const plays = createPlays(parts.kv);
  const player = openScripts(join(root, "web/dist"));

  return async function play(request: IncomingMessage, response: ServerResponse): Promise<void> {
    protect(response, origins.app);
    // As it was sent: what leads upwards in it must not lead to another launch.
    const path = (request.url ?? "/").split(/[?#]/)[0] as string;
    if (request.method !== "GET" && request.method !== "HEAD") return nothing(response);
    if (path.startsWith(scripts)) return player(request, response);
    const [, token = "", rest = ""] = /^\/p\/([^/]+)\/(.*)$/s.exec(path) ?? [];
    const launch = path.startsWith(playPath) ? await plays.read(token) : undefined;
    if (!launch) return nothing(response);
    if (rest === "") return page(request, response, playerPage(launch, origins.app));
    const name = rest.startsWith("files/") ? decoded(rest.slice("files/".length)) : undefined;
    return name ? file(request, response, launch, name) : nothing(response);
  };

  async function file(
    request: IncomingMessage,
    response: ServerResponse,
    { folder }: Play,
    name: string,
  ): Promise<void> {
    const key = playFileKey(folder, name);
    const about = await parts.blobs.about(key);
    if (!about) return nothing(response);
    response.setHeader("cache-control", "private, max-age=3600");
    return sendBlob(request, response, parts.blobs, key, about);
  }
}

/** A path of requests that may stand in a log: a launch's address is its person's secret. */
export function loggedPath(url: string | undefined): string | undefined {
  return url?.split("?")[0]?.replace(/^\/p\/[^/]*/, "/p/...");
}

/** What a package may do: anything on its own origin, nothing elsewhere, and be shown by the app alone. */
function protect(response: ServerResponse, app: readonly string[]): void {
  const policy = [
    "default-src 'self' 'unsafe-inline' 'unsafe-eval' data: blob:",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'self'",
    `frame-ancestors 'self' ${app.join(" ")}`,
  ];
  response.setHeader("content-security-policy", policy.join("; "));
  response.setHeader("referrer-policy", "no-referrer");
  response.setHeader("origin-agent-cluster", "?1");
  const powers = ["camera", "geolocation", "microphone", "payment", "usb", "serial", "hid", "display-capture"];
  response.setHeader("permissions-policy", powers.map((power) => `${power}=()`).join(", "));
}

function page(request: IncomingMessage, response: ServerResponse, html: string): void {
  const bytes = Buffer.from(html);
  response.writeHead(200, {
    "content-type": "text/html; charset=utf-8",
    "content-length": bytes.length,
    "cache-control": "no-store",
  });
  response.end(request.method === "HEAD" ? undefined : bytes);
}

/** The player's scripts, out of the built web app; nothing beside them. */
function openScripts(folder: string): (request: IncomingMessage, response: ServerResponse) => void {
  if (!existsSync(join(folder, scripts))) return (_request, response) => nothing(response);
  const serve = sirv(join(folder, scripts), {
    gzip: true,
    brotli: true,
    etag: true,
    setHeaders(response, path) {
      const lasting = path !== "/player.js";
      response.setHeader("cache-control", lasting ? `public, max-age=${year}, immutable` : "no-cache");
    },
  });
  return (request, response) => {
    request.url = (request.url ?? "").slice(scripts.length - 1);
    serve(request, response, () => nothing(response));
  };
}

function nothing(response: ServerResponse): void {
  response.writeHead(404, { "content-type": "text/plain" }).end("There is nothing here.\n");
}

/** A file's path as the package knows it; undefined where the address is none. */
function decoded(path: string): string | undefined {
  try {
    return decodeURIComponent(path).normalize("NFC");
  } catch {
    return undefined;
  }
}
