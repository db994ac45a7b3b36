import { hash, randomBytes } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { Code, ConnectError, createClient, type Transport } from "@connectrpc/connect";
import type { Tokens } from "@platform/connect/platform/auth/v1/auth_pb.ts";
import { SessionService } from "@platform/connect/platform/auth/v1/session_service_pb.ts";
import { isAway, type KeyValue } from "@platform/kit";

/** What the bff keeps of a signed-in browser; the page holds a random name for it and nothing else. */
interface StoredSession {
  access: string;
  accessExpires: number;
  refresh: string;
}

const ttl = 30 * 24 * 3600 * 1000;
const refreshBeforeMs = 60_000;
const keep = { ttl, durable: true };
const mostRemembered = 10_000;

/** The sessions of browsers: cookie -> tokens, refreshed when they are about to end. */
export function createSessions(kv: KeyValue, transport: (token?: string) => Transport, secure: boolean) {
  const cookieName = secure ? "__Host-session" : "session";
  const refreshing = new Map<string, Promise<StoredSession | undefined>>();
  // What was read last: a session goes on with it while the store is away, until its access token ends.
  const remembered = new Map<string, { stored: string; session: StoredSession }>();

  function readCookie(request: IncomingMessage): string | undefined {
    const pairs = (request.headers.cookie ?? "").split(/;\s*/);
    return pairs.find((pair) => pair.startsWith(`${cookieName}=`))?.slice(cookieName.length + 1) || undefined;
  }

  function cookie(value: string, maxAge: number): string {
    return `${cookieName}=${value}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${maxAge}${secure ? "; Secure" : ""}`;
  }

  async function read(key: string): Promise<StoredSession | undefined> {
    try {
      const stored = await kv.get(key);
      if (stored !== undefined) return understand(key, stored);
      remembered.delete(key);
      return undefined;
    } catch (error) {
      const known = isAway(error) ? remembered.get(key) : undefined;
      if (known) return known.session;
      throw error;
    }
  }

  function understand(key: string, stored: string): StoredSession {
    const known = remembered.get(key);
    if (known?.stored === stored) return known.session;
    const session = JSON.parse(stored) as StoredSession;
    if (remembered.size >= mostRemembered) remembered.clear();
    remembered.set(key, { stored, session });
    return session;
  }

  // Two requests of one browser share one refresh; auth lets two processes' refreshes of one token both go on.
  function refresh(key: string, session: StoredSession): Promise<StoredSession | undefined> {
    const running = refreshing.get(key) ?? refreshAlone(key, session).finally(() => refreshing.delete(key));
    refreshing.set(key, running);
    return running;
  }

  async function refreshAlone(key: string, session: StoredSession): Promise<StoredSession | undefined> {
    try {
      const client = createClient(SessionService, transport());
      const { tokens } = await client.refreshSession({ refreshToken: session.refresh });
      const next = tokens && fromTokens(tokens);
      if (next) await kv.set(key, JSON.stringify(next), keep);
      return next;
    } catch (error) {
      if (isAway(error) && session.accessExpires > Date.now()) return session;
      const { code } = ConnectError.from(error);
      if (code === Code.Unavailable && session.accessExpires > Date.now()) return session;
      if (code !== Code.Unauthenticated && code !== Code.PermissionDenied) throw error;
      await kv.delete(key);
      return undefined;
    }
  }

  return {
    /** Whether the request brings a session's cookie, live or not. */
    hasCookie: (request: IncomingMessage) => readCookie(request) !== undefined,

    /** The access token of the request's session; undefined where there is none. */
    async token(request: IncomingMessage): Promise<string | undefined> {
      const value = readCookie(request);
      if (!value) return undefined;
      const key = storeKey(value);
      const session = await read(key);
      if (!session) return undefined;
      const fresh = session.accessExpires - Date.now() > refreshBeforeMs ? session : await refresh(key, session);
      return fresh?.access;
    },

    /** Opens a session and sets its cookie; a session that the browser had before is forgotten. */
    async open(request: IncomingMessage, response: ServerResponse, tokens: Tokens): Promise<void> {
      const before = readCookie(request);
      if (before) await kv.delete(storeKey(before));
      const value = randomBytes(32).toString("base64url");
      await kv.set(storeKey(value), JSON.stringify(fromTokens(tokens)), keep);
      response.appendHeader("set-cookie", cookie(value, ttl / 1000));
    },

    /** Replaces the access token by a fresher one of the same session. */
    async replaceAccess(request: IncomingMessage, access: string, expires: number): Promise<void> {
      const value = readCookie(request);
      const session = value && (await read(storeKey(value)));
      if (!value || !session) return;
      await kv.set(storeKey(value), JSON.stringify({ ...session, access, accessExpires: expires }), keep);
    },

    /** Forgets the session and takes the cookie back. */
    async close(request: IncomingMessage, response: ServerResponse): Promise<void> {
      const value = readCookie(request);
      if (value) {
        remembered.delete(storeKey(value));
        await kv.delete(storeKey(value));
      }
      response.appendHeader("set-cookie", cookie("", 0));
    },
  };
}

export type Sessions = ReturnType<typeof createSessions>;

// Hashed, so that whoever reads the store cannot act as the browser.
function storeKey(cookieValue: string): string {
  return `browser:${hash("sha256", cookieValue, "base64url")}`;
}

function fromTokens(tokens: Tokens): StoredSession {
  const seconds = Number(tokens.accessExpireTime?.seconds ?? 0n);
  return { access: tokens.accessToken, accessExpires: seconds * 1000, refresh: tokens.refreshToken };
}
