import { setTimeout as sleep } from "node:timers/promises";
import auth from "@platform/auth";
import { SessionServiceDefinition } from "@platform/grpc/platform/auth/v1/session_service.ts";
import { CertificateServiceDefinition } from "@platform/grpc/platform/learning/v1/certificate_service.ts";
import { ProfileServiceDefinition } from "@platform/grpc/platform/user/v1/profile_service.ts";
import { createLogger, type Refusal, readConfig, startHost } from "@platform/kit";
import { connectTo } from "@platform/kit/testing";
import { decodeProtectedHeader } from "jose";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { logIn, type Person, startPlatform } from "./platform.ts";
import { describeEnvoy, type Edge, startEdge } from "./run.ts";

const deleteAvatar = "/platform.user.v1.ProfileService/DeleteAvatar";

describeEnvoy("Envoy lets in", () => {
  let running: Awaited<ReturnType<typeof startPlatform>>;
  let edge: Edge;
  let nina: Person;
  let oleg: Person;
  let grpc: ReturnType<typeof connectTo>;
  beforeAll(async () => {
    running = await startPlatform();
    edge = await startEdge({ ...running.behind, accessLog: false, patience: { keys: 1000 } });
    nina = await running.enter("nina");
    oleg = await running.enter("oleg");
    grpc = connectTo(edge.public);
  });
  afterAll(async () => {
    grpc?.close();
    await edge?.stop();
    await running?.platform.stop();
  });

  const reason = (call: Promise<unknown>) =>
    call.then(
      () => "answered",
      (error: Refusal) => error.reason ?? String(error),
    );
  const own = (token: string) => reason(grpc.client(ProfileServiceDefinition, { token }).getOwnProfile({}));

  describe("tokens", () => {
    it("that auth signed, and no forged, foreign or ended ones", async () => {
      const [header = "", payload = "", signature = ""] = nina.token.split(".");
      const said = JSON.parse(Buffer.from(payload, "base64url").toString()) as object;
      const changed = Buffer.from(JSON.stringify({ ...said, roles: ["ADMIN"] })).toString("base64url");
      const unsigned = Buffer.from(JSON.stringify({ alg: "none", typ: "at+jwt" })).toString("base64url");
      expect(await own(nina.token)).toBe("answered");
      expect(await own(`${header}.${changed}.${signature}`)).toBe("TOKEN_INVALID");
      expect(await own(`${unsigned}.${payload}.`)).toBe("TOKEN_INVALID");
      expect(await own((await running.platform.as()).token)).toBe("TOKEN_INVALID");
      running.platform.advance(-3600_000);
      const old = await logIn(running.platform, "oleg", "10.8.0.1").finally(() => running.platform.advance(3600_000));
      expect(await own(old.token)).toBe("TOKEN_EXPIRED");
    });

    it("that are nobody's where the method is public", async () => {
      const call = (as: { token: string } | "anonymous") =>
        reason(grpc.client(CertificateServiceDefinition, as).getIssuer({}));
      expect(await call("anonymous")).toBe("answered");
      expect(await call({ token: "of.no.use" })).toBe("answered");
      const keys = await grpc.client(SessionServiceDefinition, "anonymous").getKeys({});
      expect(keys.jwksJson).toContain("Ed25519");
    });

    it("of a new key, and still of the old one, without a restart", async () => {
      const sql = postgres(running.platform.databaseUrl("auth"), { max: 1, onnotice: () => undefined });
      try {
        // The key has grown old, so a process of auth that starts makes the next; then that one is old enough to sign.
        await sql`update signing_keys set create_time = create_time - interval '31 days'`;
        await rotate(running.platform.databaseUrl("{service}"));
        await sql`update signing_keys set create_time = create_time - interval '16 minutes'
          where create_time > now() - interval '1 hour'`;
        const fresh = await logIn(running.platform, "nina", "10.8.0.2");
        expect(decodeProtectedHeader(fresh.token).kid).not.toBe(decodeProtectedHeader(nina.token).kid);
        await until(async () => (await own(fresh.token)) === "answered");
        expect(await own(nina.token)).toBe("answered");
      } finally {
        await sql.end();
      }
    });
  });

  describe("only so many calls", () => {
    it("of a person: the service says it exactly, the edge stops what goes on", async () => {
      const call = (token: string) =>
        fetch(`http://${edge.public}${deleteAvatar}`, {
          method: "POST",
          headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
          body: "{}",
        });
      const domains: string[] = [];
      for (let n = 0; n < 24; n++) {
        const answer = await call(nina.token);
        domains.push(answer.ok ? "let in" : domainOf((await answer.json()) as ConnectFailure));
      }
      // Ten a minute are declared; tokens come back while they are counted, so a call or two more may be let in.
      expect(domains.slice(0, 10)).toEqual(Array(10).fill("let in"));
      expect(domains.slice(12, 20)).toEqual(Array(8).fill("user.platform"));
      expect(domains.at(-1)).toBe("edge.platform");
      expect((await call(oleg.token)).ok).toBe(true);
    });

    it("of an address to one method, whoever it says that it is", async () => {
      const path = `http://${edge.public}/api/v1/auth/ExchangeApiKey`;
      const domains = new Map<string, number>();
      // Sixty a minute are declared, and the edge lets ten times that through; ten a second come back meanwhile.
      const call = async (n: number) => {
        const answer = await fetch(path, {
          method: "POST",
          body: "{}",
          headers: { "x-client-address": `10.1.1.${n}` },
        });
        const { details } = (await answer.json()) as { details: { domain: string; reason: string }[] };
        const who = `${details[0]?.reason} ${details[0]?.domain}`;
        domains.set(who, (domains.get(who) ?? 0) + 1);
      };
      for (let n = 0; n < 900; n += 30) await Promise.all(Array.from({ length: 30 }, (_, more) => call(n + more)));
      expect(domains.get("RATE_LIMITED auth.platform")).toBeGreaterThan(500);
      expect(domains.get("RATE_LIMITED edge.platform")).toBeGreaterThan(5);
    });

    it("of an address that a trusted proxy in front has seen, as the service counts it", async () => {
      const behindProxy = await startEdge({ ...running.behind, accessLog: false, trustedHops: 1 });
      const reasonFrom = async (address: string) => {
        const answer = await fetch(`http://${behindProxy.public}/api/v1/auth/ExchangeApiKey`, {
          method: "POST",
          body: "{}",
          // The first is what the client said to the proxy.
          headers: { "x-forwarded-for": `192.0.2.66, ${address}` },
        });
        return ((await answer.json()) as { details: { reason: string }[] }).details[0]?.reason;
      };
      try {
        const each = await Promise.all(Array.from({ length: 70 }, (_, n) => reasonFrom(`203.0.113.${n}`)));
        expect(each).not.toContain("RATE_LIMITED");
        const one = await Promise.all(Array.from({ length: 70 }, () => reasonFrom("198.51.100.1")));
        expect(one).toContain("RATE_LIMITED");
      } finally {
        await behindProxy.stop();
      }
    });

    it("of an address at all", async () => {
      const narrow = await startEdge({
        ...running.behind,
        accessLog: false,
        addressRate: { perMinute: 1, burst: 5 },
      });
      try {
        const statuses: number[] = [];
        for (let n = 0; n < 7; n++) {
          // What it says of itself makes no other address of it.
          const headers = { "x-forwarded-for": `203.0.113.${n}` };
          statuses.push((await fetch(`http://${narrow.public}/.well-known/jwks.json`, { headers })).status);
        }
        expect(statuses).toEqual([200, 200, 200, 200, 200, 429, 429]);
      } finally {
        await narrow.stop();
      }
    });
  });
});

interface ConnectFailure {
  details: { type: string; value: string }[];
}

/** Who refused: the domain in ErrorInfo. */
function domainOf({ details }: ConnectFailure): string {
  const [info] = details;
  const text = Buffer.from(info?.value ?? "", "base64").toString("latin1");
  return /(user|edge)\.platform/.exec(text)?.[0] ?? text;
}

/** Starts a second process of auth, which sees to the keys first, and stops it. */
async function rotate(databaseUrl: string): Promise<void> {
  const config = readConfig({
    PLATFORM_ROOT: process.cwd(),
    PLATFORM_DATABASE_URL: databaseUrl,
    PLATFORM_BLOBS_URL: "file:///nowhere",
    PLATFORM_SECRET: "a secret of tests alone, long enough to be one",
    PLATFORM_GRPC_PORT: "0",
  });
  const host = await startHost([auth], config, { logger: createLogger("silent") });
  await host.stop();
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 75; tries++) {
    if (await holds()) return;
    await sleep(200);
  }
  throw new Error("It did not come to that within 15 s");
}
