import type { IncomingMessage, ServerResponse } from "node:http";
import { type Proxies, uuid7 } from "@platform/kit";
import type { Behind } from "./services.ts";

/** Where a request really came from, and under which id. */
export function behind(request: IncomingMessage, token: string | undefined, proxies: Proxies): Behind {
  const forwarded = request.headers["x-forwarded-for"];
  return {
    token,
    address: proxies.origin(request.socket.remoteAddress ?? "", [forwarded].flat().join()),
    device: (request.headers["user-agent"] ?? "").slice(0, 300),
    requestId: requestId(request, proxies),
  };
}

const ids = new WeakMap<IncomingMessage, string>();

/** The id under which logs know this request, a trusted proxy's included; the answer carries it, too. */
function requestId(request: IncomingMessage, proxies: Proxies): string {
  const known = ids.get(request) ?? givenId(request, proxies) ?? uuid7();
  ids.set(request, known);
  return known;
}

function givenId({ headers, socket }: IncomingMessage, proxies: Proxies): string | undefined {
  const given = String(headers["x-request-id"] ?? "");
  return /^[0-9a-f-]{36}$/.test(given) && proxies.trusts(socket.remoteAddress ?? "") ? given : undefined;
}

/** Whether an address is of this machine. */
export function isLoopback(address: string): boolean {
  return address === "::1" || /^(::ffff:)?127\./.test(address);
}

/**
 * Whether a page of another origin may have sent this: a request that changes something and brings the session's
 * cookie must say that it comes from our own pages.
 */
export function isForeign(request: IncomingMessage): boolean {
  const { origin, host } = request.headers;
  const site = request.headers["sec-fetch-site"];
  if (site && site !== "same-origin" && site !== "none") return true;
  if (!origin) return site === undefined;
  if (origin === `https://${host}` || origin === `http://${host}`) return false;
  try {
    return new URL(origin).host !== host;
  } catch {
    return true;
  }
}

const policyWith = (frames: string) =>
  [
    "default-src 'self'",
    "script-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    // Courses show pictures and videos from elsewhere.
    "img-src 'self' data: blob: https:",
    "font-src 'self'",
    "connect-src 'self'",
    "media-src 'self' https:",
    `frame-src https://www.youtube-nocookie.com ${frames}`.trim(),
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");

/** The headers that every answer carries. */
export function secure(request: IncomingMessage, response: ServerResponse, https: boolean, proxies: Proxies): void {
  response.setHeader("x-content-type-options", "nosniff");
  response.setHeader("cross-origin-resource-policy", "same-origin");
  if (https) response.setHeader("strict-transport-security", "max-age=31536000; includeSubDomains");
  response.setHeader("x-request-id", requestId(request, proxies));
}

/**
 * Those of what a browser may show or run, which the answer of a call is not. Pages may show frames of the origin of
 * packages, where there is one.
 */
export function securePage(response: ServerResponse, playOrigin = ""): void {
  response.setHeader("content-security-policy", policyWith(playOrigin));
  response.setHeader("referrer-policy", "strict-origin-when-cross-origin");
  response.setHeader("cross-origin-opener-policy", "same-origin");
  response.setHeader("permissions-policy", "camera=(), geolocation=(), microphone=()");
}
