import { once } from "node:events";
import { connect as connectHttp2 } from "node:http2";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { describeEnvoy } from "./run.ts";
import { startTarget, statusOf } from "./target.ts";

describeEnvoy("Nobody is believed or let through by", () => {
  let target: Awaited<ReturnType<typeof startTarget>>;
  beforeAll(async () => {
    target = await startTarget();
  });
  afterEach(() => target.serves());
  afterAll(() => target?.stop());

  const forged = {
    forwarded: "for=10.0.0.1",
    "x-client-address": "10.0.0.1",
    "x-client-device": "forged",
    "x-envoy-external-address": "10.0.0.1",
    "x-envoy-internal": "true",
    "x-envoy-max-retries": "100",
    "x-envoy-original-path": "/dev/mail",
    "x-envoy-retry-on": "5xx",
    "x-envoy-upstream-rq-timeout-ms": "1",
    "x-forwarded-client-cert": "By=spiffe://platform/auth",
    "x-forwarded-for": "10.0.0.1, 192.168.0.1",
    "x-forwarded-host": "evil.example",
    "x-original-url": "/dev/mail",
    "x-real-ip": "10.0.0.1",
    "x-request-id": "0a0a0a0a-0000-4000-8000-000000000000",
    "x-rewrite-url": "/dev/mail",
    "x-service-proof": "eyJhbGciOiJub25lIn0.e30.",
  };

  function expectStripped(headers: Record<string, unknown> | undefined) {
    expect(headers?.["x-forwarded-for"]).toBe("127.0.0.1");
    expect(headers?.["x-request-id"]).toMatch(/^(?!0a0a0a0a)[0-9a-f-]{36}$/);
    expect(Object.entries(forged).filter(([name, value]) => headers?.[name] === value)).toEqual([]);
    expect(headers).not.toHaveProperty("x-service-proof");
  }

  describe("forged headers:", () => {
    it("nobody outside says who they are, on the way to the bff", async () => {
      await fetch(`${target.origin}/page`, { headers: forged });
      const [request] = target.taken();
      expect(request?.path).toBe("/page");
      expectStripped(request?.headers);
    });

    it("nor on the way to a service", async () => {
      const session = connectHttp2(target.origin);
      const path = "/platform.learning.v1.CertificateService/GetIssuer";
      const stream = session.request({
        ":method": "POST",
        ":path": path,
        "content-type": "application/grpc",
        te: "trailers",
        ...forged,
      });
      stream.end(Buffer.alloc(5)).resume();
      await once(stream, "close");
      session.destroy();
      const [request] = target.taken();
      expect(request?.path).toBe(path);
      expectStripped(request?.headers);
    });

    it("an underscore, which some read as a dash, is refused", async () => {
      expect(statusOf(await target.get("/page", "x_service_proof: x\r\n"))).toBe(400);
      expect(target.taken()).toEqual([]);
    });

    it("what Envoy is and how it is run is not told", async () => {
      const { headers } = await fetch(`${target.origin}/page`);
      expect([...headers.keys()].filter((name) => /^(server|via|x-envoy)/.test(name))).toEqual([]);
    });
  });

  describe("paths:", () => {
    it.each([
      "/dev/mail",
      "//dev/mail",
      "/./dev/mail",
      "/x/../dev/mail",
      "/x/%2e%2e/dev/mail",
      "/dev//mail",
      "/dev%2fmail",
      "/dev%5cmail",
      "/dev/..%2fdev/mail",
      "/readyz",
      "/x/../readyz",
      // For gRPC clients alone.
      "/platform.auth.v1.SessionService/LogIn",
      "//platform.auth.v1.SessionService/LogIn",
      "/x/..//platform.auth.v1.SessionService/LogIn",
      "/platform.auth.v1.SessionService%2fLogIn",
      "/platform.auth.v1.SessionService/LogIn/",
      "/platform.auth.v1.SessionService/LogIn;x=1",
      "/api/v1/auth/LogIn",
      "/api/../api/v1/auth/LogIn",
    ])("%s leads nowhere", async (path) => {
      expect([400, 404]).toContain(statusOf(await target.get(path)));
      expect(target.taken()).toEqual([]);
    });
  });

  describe("sizes:", () => {
    it("headers are few and short", async () => {
      const many = Array.from({ length: 100 }, (_, n) => `x-${n}: 1\r\n`).join("");
      expect(statusOf(await target.get("/page", many))).toBe(431);
      expect(statusOf(await target.get("/page", `x-long: ${"a".repeat(20_000)}\r\n`))).toBe(431);
      expect(target.taken()).toEqual([]);
    });

    it("headers over HTTP/2, too", async () => {
      const session = connectHttp2(target.origin);
      session.on("error", () => undefined);
      const stream = session.request({ ":path": "/page", "x-long": "a".repeat(20_000) });
      stream.on("error", () => undefined);
      const status = await new Promise<unknown>((resolve) => {
        stream.once("response", (headers) => resolve(headers[":status"])).once("close", () => resolve("closed"));
      });
      session.destroy();
      expect([431, "closed"]).toContain(status);
      expect(target.taken()).toEqual([]);
    });
  });
});
