import type { IncomingMessage, ServerResponse } from "node:http";
import { createClient } from "@connectrpc/connect";
import { SessionService } from "@platform/connect/platform/auth/v1/session_service_pb.ts";
import type { Behind, Services } from "./services.ts";

/** Where the public keys of access tokens are shown. */
export const keysPath = "/.well-known/jwks.json";

const keptMs = 10_000;

/** `GET /.well-known/jwks.json`: auth's JWK Set, for proxies and partners that verify access tokens themselves. */
export function createKeys(services: Services, behind: Behind) {
  let kept: { json: string; until: number } | undefined;
  let reading: Promise<string> | undefined;

  // Asked once for all who ask at once, so that nobody can make auth work by asking here.
  async function read(): Promise<string> {
    if (kept && kept.until > performance.now()) return kept.json;
    reading ??= createClient(SessionService, services.transport(behind))
      .getKeys({})
      .then(({ jwksJson }) => {
        kept = { json: jwksJson, until: performance.now() + keptMs };
        return jwksJson;
      })
      .finally(() => {
        reading = undefined;
      });
    return reading;
  }

  return async (_request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const json = await read();
    // A new key is published a quarter of an hour before it signs, so a minute is early enough.
    response
      .writeHead(200, { "content-type": "application/jwk-set+json", "cache-control": "public, max-age=60" })
      .end(json);
  };
}
