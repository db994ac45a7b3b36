import { request } from "node:http";
import { text } from "node:stream/consumers";
import { createPlays, playFileKey } from "@platform/kit";
import { startTestPlatform, type TestPlatform } from "@platform/kit/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import bff from "../src/main.ts";
import { services } from "./services.ts";

const playHost = "play.localhost:8080";
const appOrigin = "http://localhost:8080";
const folder = "courses/0199f3c2-7c1e-7e66-8ab1-0242ac120002/packages/0199f3c2-7c1e-7e66-8ab1-0242ac120003";

let platform: TestPlatform;
let port: number;
let token: string;
beforeAll(async () => {
  platform = await startTestPlatform([...services, bff]);
  port = platform.host.doors.get("bff")?.port ?? 0;
  const { blobs } = platform.host.parts;
  const put = (name: string, body: string, contentType: string) =>
    blobs.put(playFileKey(folder, name), Buffer.from(body), { contentType });
  await put("sco/index.html", "<script>alert(1)</script>", "text/html");
  await put("sco/картинка 1.svg", "<svg/>", "image/svg+xml");
  await put("talk.mp4", "0123456789", "video/mp4");
  await blobs.put("courses/secret", Buffer.from("secret"), { contentType: "text/plain" });
  await blobs.put(playFileKey(folder.replace(/3$/, "4"), "other.html"), Buffer.from("another's"), {
    contentType: "text/html",
  });
  token = await open();
});
afterAll(() => platform?.stop());

async function open(entry = "sco/index.html?a=</script><b>") {
  return (await createPlays(platform.host.parts.kv).open({ folder, entry })).token;
}

interface Sent {
  host?: string;
  method?: string;
  headers?: Record<string, string>;
}

/** A request as no URL of fetch would let it out: its path is sent as it stands. */
async function ask(path: string, { host = playHost, method = "GET", headers = {} }: Sent = {}) {
  return new Promise<{ status: number; headers: Record<string, string>; body: string }>((resolve, reject) => {
    const sent = request({ port, path, method, headers: { host, ...headers } }, async (response) => {
      const body = await text(response);
      resolve({ status: response.statusCode ?? 0, headers: response.headers as Record<string, string>, body });
    });
    sent.on("error", reject).end();
  });
}

const at = (path: string, sent?: Sent) => ask(`/p/${token}/${path}`, sent);

describe("the origin of packages", () => {
  it("answers with the player's page, whose data ends no element", async () => {
    const { status, headers, body } = await at("");
    expect(status).toBe(200);
    expect(headers["content-type"]).toBe("text/html; charset=utf-8");
    expect(body).toContain('"entry":"files/sco/index.html?a=\\u003c/script>\\u003cb>"');
    expect(body).toContain(`"appOrigins":["${appOrigin}","http://127.0.0.1:8080"]`);
  });

  it("answers with the files of the package as they are, for the app's frames alone", async () => {
    const { status, headers, body } = await at("files/sco/index.html?page=1");
    expect([status, body]).toEqual([200, "<script>alert(1)</script>"]);
    expect(headers).toMatchObject({
      "content-type": "text/html",
      "x-content-type-options": "nosniff",
      "referrer-policy": "no-referrer",
      "cross-origin-resource-policy": "same-origin",
      "content-length": "25",
    });
    const policy = headers["content-security-policy"] ?? "";
    expect(policy.split("; ")).toEqual([
      "default-src 'self' 'unsafe-inline' 'unsafe-eval' data: blob:",
      "connect-src 'self'",
      "form-action 'self'",
      "base-uri 'self'",
      `frame-ancestors 'self' ${appOrigin} http://127.0.0.1:8080`,
    ]);
    expect(headers["permissions-policy"]).toContain("camera=()");
    expect((await at(`files/sco/${encodeURIComponent("картинка 1.svg")}`)).body).toBe("<svg/>");
    // As a file system of a Mac writes the name.
    expect((await at(`files/sco/${encodeURIComponent("картинка 1.svg".normalize("NFD"))}`)).status).toBe(200);
  });

  it("sets no cookie, whatever is asked", async () => {
    for (const path of [`/p/${token}/`, `/p/${token}/files/talk.mp4`, "/", "/nowhere"]) {
      expect((await ask(path, { headers: { cookie: "session=stolen" } })).headers).not.toHaveProperty("set-cookie");
    }
  });

  it.each([
    "/",
    "/index.html",
    "/courses",
    "/healthz",
    "/readyz",
    "/dev/mail",
    "/media/courses/secret",
    "/uploads/x",
    "/calendar.ics?token=a-token-that-is-right",
    "/.well-known/jwks.json",
    "/robots.txt",
    "/platform.learning.v1.CatalogueService/ListCourses",
    "/platform.bff.v1.BrowserSessionService/GetBrowserSession",
    "/player/",
    "/player/../index.html",
    "/player/..%2findex.html",
    "/p/",
    "/p/../healthz",
    "//healthz",
  ])("has nothing at %s", async (path) => {
    for (const method of ["GET", "POST", "PUT", "DELETE", "OPTIONS"]) {
      const { status, body } = await ask(path, { method });
      expect([status, body], method).toEqual([404, "There is nothing here.\n"]);
    }
  });

  it.each([
    "files/",
    "files/sco/",
    "files/sco/index.html/",
    "files/SCO/INDEX.HTML",
    "files/../files/sco/index.html",
    "files/..%2f..%2f..%2fsecret",
    "files/..%5c..%5csecret",
    "files/%2e%2e/%2e%2e/secret",
    "files//sco/index.html",
    "files/%00",
    "files/%ff",
    "files/other.html",
    "../files/sco/index.html",
    "file/sco/index.html",
    "sco/index.html",
  ])("has nothing of a launch at %s", async (path) => {
    expect((await at(path)).status).toBe(404);
  });

  it("takes nothing: a launch is read alone", async () => {
    for (const method of ["POST", "PUT", "PATCH", "DELETE", "OPTIONS"]) {
      expect((await at("files/talk.mp4", { method })).status).toBe(404);
    }
    const head = await at("files/talk.mp4", { method: "HEAD" });
    expect([head.status, head.headers["content-length"], head.body]).toEqual([200, "10", ""]);
  });

  it("gives parts of a film", async () => {
    const part = async (range: string, more = {}) => {
      const { status, headers, body } = await at("files/talk.mp4", { headers: { range, ...more } });
      return [status, headers["content-range"], body];
    };
    expect(await part("bytes=2-4")).toEqual([206, "bytes 2-4/10", "234"]);
    expect(await part("bytes=-3")).toEqual([206, "bytes 7-9/10", "789"]);
    expect(await part("bytes=10-")).toEqual([416, "bytes */10", ""]);
    expect(await part("bytes=0-1,4-5")).toEqual([200, undefined, "0123456789"]);
    expect(await part("bytes=2-4", { "if-range": '"old"' })).toEqual([200, undefined, "0123456789"]);
  });
});

describe("the address of a launch", () => {
  it("leads nowhere once it is ended, guessed, or cut", async () => {
    const ended = await createPlays(platform.host.parts.kv).open({ folder, entry: "sco/index.html" });
    expect((await ask(`/p/${ended.token}/files/talk.mp4`)).status).toBe(200);
    await createPlays(platform.host.parts.kv).end(ended.id);
    expect((await ask(`/p/${ended.token}/files/talk.mp4`)).status).toBe(404);
    // The hash that is kept is no way in.
    for (const guess of [
      ended.id,
      token.slice(1),
      `${token}a`,
      `${token}%00`,
      `${token.slice(0, 42)}.`,
      "a".repeat(43),
    ]) {
      expect((await ask(`/p/${guess}/`)).status, guess).toBe(404);
    }
  });

  it("leads nowhere once its time is over", async () => {
    const { kv } = platform.host.parts;
    const short = { ...kv, set: (key: string, value: string) => kv.set(key, value, { ttl: 1 }) };
    const { token: over } = await createPlays(short).open({ folder, entry: "sco/index.html" });
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect((await ask(`/p/${over}/`)).status).toBe(404);
  });

  it("leads nowhere on the platform's own origin", async () => {
    for (const host of ["localhost:8080", "127.0.0.1:8080", "play.localhost.evil.example", "play.localhost:8081"]) {
      const { body } = await ask(`/p/${token}/files/sco/index.html`, { host });
      expect(body).not.toContain("alert");
    }
  });
});

describe("a page of a package", () => {
  const method = "/platform.learning.v1.CatalogueService/ListCourses";
  const json = { "content-type": "application/json" };

  it("is not heard by the platform, whatever it sends", async () => {
    const host = "localhost:8080";
    const own = await ask(method, { host, method: "POST", headers: { ...json, origin: appOrigin } });
    expect(own.status).toBe(400);
    for (const path of [
      method,
      "/platform.bff.v1.BrowserSessionService/GetBrowserSession",
      "/",
      "/healthz",
      "/media/x",
    ]) {
      for (const verb of ["GET", "POST", "OPTIONS"]) {
        const headers = { ...json, origin: `http://${playHost}` };
        const { status, headers: answered } = await ask(path, { host, method: verb, headers });
        expect([status, answered["access-control-allow-origin"]], `${verb} ${path}`).toEqual([403, undefined]);
      }
    }
  });

  it("may be framed by the platform's pages, which nobody frames themselves", async () => {
    const { headers } = await ask("/", { host: "localhost:8080" });
    expect(headers["content-security-policy"]).toMatch(
      /frame-src https:\/\/www\.youtube-nocookie\.com http:\/\/play\.localhost:8080;.*frame-ancestors 'none'/,
    );
  });
});

it("where the operator named no origin for packages, none is served or shown", async () => {
  const without = await startTestPlatform([...services, bff], { playUrl: null });
  const before = port;
  try {
    port = without.host.doors.get("bff")?.port ?? 0;
    const opened = await createPlays(without.host.parts.kv).open({ folder, entry: "a.html" });
    expect((await ask(`/p/${opened.token}/`)).body).not.toContain("appOrigins");
    const { headers } = await ask("/", { host: "localhost:8080" });
    expect(headers["content-security-policy"]).toContain("frame-src https://www.youtube-nocookie.com;");
  } finally {
    port = before;
    await without.stop();
  }
});
