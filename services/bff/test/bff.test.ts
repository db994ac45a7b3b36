import { setTimeout as sleep } from "node:timers/promises";
import { gzipSync } from "node:zlib";
import { fromJson } from "@bufbuild/protobuf";
import { Code, ConnectError, createClient } from "@connectrpc/connect";
import { createConnectTransport } from "@connectrpc/connect-node";
import { ErrorInfoSchema, RetryInfoSchema } from "@platform/connect/google/rpc/error_details_pb.ts";
import { CourseToStart_Reason, HomeService } from "@platform/connect/platform/bff/v1/home_service_pb.ts";
import { CourseSchema } from "@platform/connect/platform/learning/v1/course_pb.ts";
import { NotificationService } from "@platform/connect/platform/notification/v1/notification_service_pb.ts";
import { uuid7 } from "@platform/kit";
import { startTestPlatform, type TestPlatform } from "@platform/kit/testing";
import postgres from "postgres";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { recommend } from "../src/aggregates/home.ts";
import bff from "../src/main.ts";
import { script, services } from "./services.ts";

let platform: TestPlatform;
let origin: string;
let person: { token: string; id: string };
beforeAll(async () => {
  platform = await startTestPlatform([...services, bff]);
  origin = `http://127.0.0.1:${platform.host.doors.get("bff")?.port}`;
});
afterAll(() => platform?.stop());
beforeEach(async () => {
  person = await platform.as();
  script.tokens = async () => ({
    accessToken: person.token,
    accessExpireTime: new Date(Date.now() + 600_000),
    refreshToken: "a-refresh-token-of-some-length",
  });
});

function post(method: string, body: unknown, headers: Record<string, string> = {}) {
  return fetch(`${origin}/platform.${method}`, {
    method: "POST",
    headers: { "content-type": "application/json", origin, ...headers },
    body: JSON.stringify(body),
  });
}

// biome-ignore lint/suspicious/noExplicitAny: JSON of the wire, which the expectations hold.
const json = async (response: Response | Promise<Response>): Promise<any> => (await response).json();

/** Signs a browser in; answers with its cookie. */
async function signIn(): Promise<string> {
  const response = await post("bff.v1.BrowserSessionService/LogIn", { email: "nina@example.org", password: "right" });
  expect(response.status).toBe(200);
  const [cookie = ""] = response.headers.getSetCookie();
  expect(cookie).toMatch(/HttpOnly/);
  expect(cookie).toMatch(/SameSite=Lax/);
  expect(await response.text()).not.toContain(person.token);
  return cookie.split(";")[0] as string;
}

const list = "notification.v1.NotificationService/ListNotifications";

describe("the keys of access tokens", () => {
  it("are shown as auth answers them, asked once for all, and may be kept a minute", async () => {
    script.keysAsked = 0;
    const answers = await Promise.all(Array.from({ length: 5 }, () => fetch(`${origin}/.well-known/jwks.json`)));
    for (const answer of answers) {
      expect(answer.headers.get("cache-control")).toBe("public, max-age=60");
      expect(await answer.json()).toEqual({ keys: [{ kty: "OKP", kid: "of the test" }] });
    }
    expect(script.keysAsked).toBe(1);
  });
});

describe("a browser's session", () => {
  it("lives in a cookie that holds no token, and ends with it", async () => {
    const cookie = await signIn();
    const who = await json(post("bff.v1.BrowserSessionService/GetBrowserSession", {}, { cookie }));
    expect(who).toMatchObject({ person: { accountId: person.id, name: "Нина" } });
    expect((await post(list, {}, { cookie })).status).toBe(200);
    await post("bff.v1.BrowserSessionService/LogOut", {}, { cookie });
    expect((await post(list, {}, { cookie })).status).toBe(401);
    expect(await json(post("bff.v1.BrowserSessionService/GetBrowserSession", {}, { cookie }))).toEqual({});
  });

  it("is refreshed once for requests that come at once, shortly before its token ends", async () => {
    script.tokens = async () => ({
      accessToken: person.token,
      accessExpireTime: new Date(Date.now() + 30_000),
      refreshToken: "a-refresh-token-of-some-length",
    });
    const cookie = await signIn();
    script.refreshed = 0;
    script.tokens = async () => {
      await sleep(50);
      return {
        accessToken: person.token,
        accessExpireTime: new Date(Date.now() + 600_000),
        refreshToken: "the-next-refresh-token",
      };
    };
    const answers = await Promise.all(Array.from({ length: 8 }, () => post(list, {}, { cookie })));
    expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(200));
    expect(script.refreshed).toBe(1);
  });

  it("that was ended elsewhere is nobody's, and its cookie is taken back", async () => {
    const cookie = await signIn();
    const { sid } = JSON.parse(Buffer.from(person.token.split(".")[1] as string, "base64url").toString());
    await platform.host.parts.kv.set(`revoked:${sid}`, "1", { ttl: 60_000 });
    const response = await post("bff.v1.BrowserSessionService/GetBrowserSession", {}, { cookie });
    expect(await json(response)).toEqual({});
    expect(response.headers.getSetCookie().join()).toContain("Max-Age=0");
  });

  it("is not lent to another site's page", async () => {
    const cookie = await signIn();
    for (const headers of [
      { origin: "https://evil.example" },
      { origin: "null" },
      { "sec-fetch-site": "cross-site" },
    ] as Record<string, string>[]) {
      expect((await post(list, {}, { cookie, ...headers })).status, JSON.stringify(headers)).toBe(403);
    }
  });

  it("is refused with a wrong password, the reason whole", async () => {
    const body = { email: "nina@example.org", password: "wrong" };
    const response = await post("bff.v1.BrowserSessionService/LogIn", body);
    expect(response.status).toBe(401);
    const failed = await json(response);
    expect(failed).toMatchObject({ code: "unauthenticated", details: [{ type: "google.rpc.ErrorInfo" }] });
    expect(response.headers.getSetCookie()).toEqual([]);
  });

  it("never answers with what is for gRPC clients alone", async () => {
    const body = { email: "nina@example.org", password: "right" };
    expect((await post("auth.v1.SessionService/LogIn", body)).status).toBe(404);
  });
});

describe("the bridge", () => {
  const client = () =>
    createClient(
      NotificationService,
      createConnectTransport({
        baseUrl: origin,
        httpVersion: "1.1",
        useBinaryFormat: true,
        interceptors: [
          (next) => (call) => {
            call.header.set("authorization", `Bearer ${person.token}`);
            return next(call);
          },
        ],
      }),
    );

  it("tells the service the browser's own address and device, whatever the browser says of itself", async () => {
    const headers = {
      authorization: `Bearer ${person.token}`,
      "user-agent": "Firefox/1",
      "x-client-address": "6.6.6.6",
    };
    const answer = await json(post(list, {}, { ...headers, "x-service-proof": "forged" }));
    expect(answer.notifications[0].title).toMatch(/^from (::ffff:)?127\.0\.0\.1 with Firefox\/1$/);
  });

  it("brings a refusal whole to a Connect client", async () => {
    const ids = { notificationIds: ["0198c0de-0000-7000-8000-000000000000"] };
    const error = ConnectError.from(
      await client()
        .archiveNotifications(ids)
        .catch((failed: unknown) => failed),
    );
    expect(error).toMatchObject({ code: Code.FailedPrecondition, rawMessage: "Закрыто." });
    expect(error.findDetails(ErrorInfoSchema)).toMatchObject([{ reason: "INBOX_CLOSED", metadata: { why: "test" } }]);
    expect(error.findDetails(RetryInfoSchema)).toMatchObject([{ retryDelay: { seconds: 2n, nanos: 500_000_000 } }]);
  });

  it("streams, and ends the service's stream when the client leaves", async () => {
    let left: () => void = () => undefined;
    const gone = new Promise<void>((resolve) => {
      left = resolve;
    });
    script.watch = async function* (ctx) {
      for (let unreadCount = 1; !ctx.signal.aborted; unreadCount++) {
        yield { unreadCount };
        await sleep(5);
      }
      left();
    };
    const seen: number[] = [];
    const leave = new AbortController();
    for await (const { unreadCount } of client().watchNotifications({}, { signal: leave.signal })) {
      seen.push(unreadCount);
      if (seen.length === 3) break;
    }
    leave.abort();
    expect(seen).toEqual([1, 2, 3]);
    await gone;
  });

  it("answers GET for what changes nothing, compressed where asked, and refuses it for the rest", async () => {
    const headers = { authorization: `Bearer ${person.token}` };
    const query = "connect=v1&encoding=json&message=%7B%7D";
    const ok = await fetch(`${origin}/platform.${list}?${query}`, { headers });
    expect(await json(ok)).toMatchObject({ unreadCount: 3 });
    const other = "notification.v1.NotificationService/MarkNotificationsRead";
    expect((await fetch(`${origin}/platform.${other}?${query}`, { headers })).status).toBe(405);
  });

  it("says what is wrong with a request that it cannot read", async () => {
    const send = async (body: string | Buffer, headers: Record<string, string> = {}) => {
      const init = { method: "POST", headers: { "content-type": "application/json", ...headers }, body };
      return json(fetch(`${origin}/platform.${list}`, init));
    };
    expect(await send('{"pageSize":')).toMatchObject({
      code: "invalid_argument",
      message: expect.stringMatching(/^The request is not right: /),
    });
    expect(await send("{}", { "content-encoding": "gzip" })).toMatchObject({ message: "The request is not gzip." });
    expect(await send("{}", { "content-encoding": "zstd" })).toMatchObject({
      code: "unimplemented",
      message: "Unknown compression zstd; known are identity, gzip, br.",
    });
    const most = 4 << 20;
    const large = { code: "resource_exhausted", message: `The request is larger than ${most} bytes.` };
    expect(await send(Buffer.alloc(most + 1, 32))).toEqual(large);
    expect(await send(gzipSync(Buffer.alloc(most + 1, 32)), { "content-encoding": "gzip" })).toEqual(large);
    expect(await send("{}", { "connect-timeout-ms": "soon" })).toMatchObject({
      message: "connect-timeout-ms is not a number of milliseconds.",
    });
  });

  it("names the field of a wrong request, in JSON as in bytes", async () => {
    const response = await post(list, { pageSize: 1000 }, { authorization: `Bearer ${person.token}` });
    expect(response.status).toBe(400);
    const { details } = await json(response);
    expect(details.map(({ type }: { type: string }) => type)).toContain("google.rpc.BadRequest");
    expect((await post(list, "no object", { authorization: `Bearer ${person.token}` })).status).toBe(400);
  });
});

describe("the home page", () => {
  const home = async () => json(post("bff.v1.HomeService/GetHome", {}, { authorization: `Bearer ${person.token}` }));

  it("comes in one call", async () => {
    const course = (id: string, learnerCount: number) => ({ id, title: id, learnerCount, skills: [] });
    script.enrolments = async () => ({
      courses: [{ course: course("under way", 1), enrolment: { progress: { done: 0.5, nextLessonTitle: "Next" } } }],
    });
    script.catalogue = async () => ({ courses: [course("under way", 1), course("fresh", 0), course("loved", 90)] });
    expect(await home()).toMatchObject({
      name: "Нина",
      continueLearning: [{ courseId: "under way", progress: 0.5, nextLessonTitle: "Next" }],
      recommendations: [
        { courseId: "loved", reason: "REASON_POPULAR" },
        { courseId: "fresh", reason: "REASON_NEW" },
      ],
      unreadCount: 3,
    });
  });

  it("comes without the part whose service fails", async () => {
    script.enrolments = async () => {
      throw new Error("broken");
    };
    const page = await home();
    expect(page).toMatchObject({ name: "Нина", unreadCount: 3 });
    expect(page.failed.sort()).toEqual(["continue_learning", "recommendations"]);
  });

  it("recommends first what teaches a skill of the person", () => {
    const course = (id: string, learnerCount: number, skills: string[]) =>
      fromJson(CourseSchema, { id, learnerCount, skills });
    const courses = [course("known", 9, ["Go"]), course("loved", 99, []), course("fits", 0, ["go"])];
    expect(recommend(courses, new Set(["known"]), ["Go"]).map(({ courseId, reason }) => [courseId, reason])).toEqual([
      ["fits", CourseToStart_Reason.SKILLS],
      ["loved", CourseToStart_Reason.POPULAR],
    ]);
    expect(HomeService.method.getHome.name).toBe("GetHome");
  });
});

describe("an upload", () => {
  const place = async (size: number) => {
    const body = { purpose: "UPLOAD_PURPOSE_AVATAR", fileName: "me.png", size: String(size) };
    const response = await post("bff.v1.UploadService/CreateUpload", body, { authorization: `Bearer ${person.token}` });
    return { status: response.status, ...(await json(response)) };
  };
  const put = (url: string, bytes: string) =>
    fetch(origin + url, { method: "PUT", body: bytes, headers: { "content-type": "image/png" } });

  it("takes the announced bytes once, under a key of its sender's", async () => {
    const { uploadKey, url } = await place(5);
    expect(uploadKey.startsWith(`uploads/${person.id}/`)).toBe(true);
    expect((await put(url, "too long")).status).toBe(413);
    expect(await platform.host.parts.blobs.get(uploadKey)).toBeUndefined();
    expect((await put(url, "bytes")).status).toBe(204);
    const blob = await platform.host.parts.blobs.get(uploadKey);
    expect(blob).toMatchObject({ size: 5, contentType: "image/png" });
    blob?.body.destroy();
    expect((await put(url, "again")).status).toBe(404);
  });

  it("is refused where it is larger than its purpose allows", async () => {
    expect(await place(9 << 20)).toMatchObject({ status: 400, code: "invalid_argument" });
  });
});

describe("the web port", () => {
  it("tells that it lives, and how each service is", async () => {
    expect((await fetch(`${origin}/healthz`)).status).toBe(200);
    const ready = await json(fetch(`${origin}/readyz`));
    expect(Object.keys(ready.services).sort()).toEqual(["auth", "bff", "learning", "news", "notification", "user"]);
  });

  it("serves the part of a video that a player seeks", async () => {
    const { blobs } = platform.host.parts;
    await blobs.put("a/talk.mp4", Buffer.from("0123456789"), { contentType: "video/mp4" });
    const ask = async (headers: Record<string, string>, method = "GET") => {
      const answer = await fetch(origin + blobs.url("a/talk.mp4"), { method, headers });
      const about = ["content-range", "content-length"].map((name) => answer.headers.get(name));
      return [answer.status, ...about, await answer.text()];
    };
    expect(await ask({})).toEqual([200, null, "10", "0123456789"]);
    expect(await ask({ range: "bytes=4-" })).toEqual([206, "bytes 4-9/10", "6", "456789"]);
    expect(await ask({ range: "bytes=2-3" }, "HEAD")).toEqual([206, "bytes 2-3/10", "2", ""]);
    expect((await ask({ range: "bytes=10-" })).slice(0, 2)).toEqual([416, "bytes */10"]);
  });

  it("serves a blob by its signed address alone, and lets none run as a page", async () => {
    const { blobs } = platform.host.parts;
    await blobs.put("a/page.html", Buffer.from("<script>alert(1)</script>"), { contentType: "text/html" });
    const url = blobs.url("a/page.html");
    const served = await fetch(origin + url);
    expect(served.headers.get("content-disposition")).toMatch(/^attachment/);
    expect(served.headers.get("content-security-policy")).toContain("sandbox");
    await served.text();
    expect((await fetch(`${origin}/media/a/page.html`)).status).toBe(404);
    expect((await fetch(origin + url.replace(/s=.{4}/, "s=AAAA"))).status).toBe(404);
    expect((await fetch(origin + blobs.url("a/page.html", { expiresIn: -1 }))).status).toBe(404);
  });

  it("shows the dead letters of all services as one list, page by page", async () => {
    const letters = ["learning", "user", "learning"].map((service, at) => ({ service, event_id: uuid7(), at }));
    for (const { service, event_id, at } of letters) {
      const sql = postgres(platform.databaseUrl(service), { max: 1 });
      const event = { event_id, type: "t", topic: "t", key: "k", payload: Buffer.from("x"), time: new Date() };
      const letter = { ...event, attempts: 6, cause: "by design", create_time: new Date(Date.now() + at * 1000) };
      await sql`insert into kit.dead_letters ${sql(letter)}`;
      await sql.end();
    }
    const { token } = await platform.as({ roles: ["USER", "ADMIN"] });
    const operations = (method: string, body: object) =>
      post(`operations.v1.OperationsService/${method}`, body, { authorization: `Bearer ${token}` });
    const first = await json(operations("ListDeadLetters", { pageSize: 2 }));
    const second = await json(operations("ListDeadLetters", { pageSize: 2, pageToken: first.nextPageToken }));
    const seen = [...first.deadLetters, ...second.deadLetters].map((one: { eventId: string }) => one.eventId);
    expect(seen).toEqual(letters.map(({ event_id }) => event_id).reverse());
    expect(second.nextPageToken).toBeUndefined();

    const which = { service: "user", eventId: letters[1]?.event_id };
    expect((await operations("ReplayDeadLetter", which)).status).toBe(400);
    expect((await operations("DeleteDeadLetter", which)).status).toBe(200);
    expect((await json(operations("ListDeadLetters", {}))).deadLetters).toHaveLength(2);
    expect((await operations("DeleteDeadLetter", { ...which, service: "nobody" })).status).toBe(404);
    expect((await post("operations.v1.OperationsService/ListDeadLetters", {})).status).toBe(401);
  });

  it("serves a calendar to whoever knows its address, and to nobody else", async () => {
    const read = (token: string, headers = {}) => fetch(`${origin}/calendar.ics?token=${token}`, { headers });
    const calendar = await read("a-token-that-is-right");
    expect(await calendar.text()).toBe("BEGIN:VCALENDAR\r\n");
    expect(calendar.headers.get("content-type")).toBe("text/calendar; charset=utf-8");
    expect(calendar.headers.get("cache-control")).toMatch(/^private/);
    expect(calendar.headers.get("access-control-allow-origin")).toBeNull();
    expect((await read("a-token-that-is-right", { "if-none-match": '"one"' })).status).toBe(304);
    expect((await read("a-token-that-is-wrong")).status).toBe(404);
    expect((await read("x".repeat(200))).status).toBe(404);
  });

  it("unsubscribes with one POST and changes nothing by GET", async () => {
    const one = (token: string, method: string) => fetch(`${origin}/unsubscribe?token=${token}`, { method });
    expect((await one("a-token-that-is-right", "POST")).status).toBe(200);
    expect((await one("a-token-that-is-wrong", "POST")).status).toBe(400);
  });

  it("answers with headers that keep strangers' scripts and frames out", async () => {
    const { headers } = await fetch(`${origin}/courses`);
    expect(headers.get("content-security-policy")).toMatch(/script-src 'self';.*frame-ancestors 'none'/);
    expect(headers.get("x-content-type-options")).toBe("nosniff");
  });

  it("lets captured mail be read at this machine alone", async () => {
    await platform.host.parts.mail.send({ id: "1", to: "a@example.org", subject: "<b>", text: "http://x/y", html: "" });
    const page = await (await fetch(`${origin}/dev/mail`)).text();
    expect(page).toContain("&#60;b&#62;");
    expect((await fetch(`${origin}/dev/mail`, { headers: { "x-forwarded-for": "8.8.8.8" } })).status).toBe(404);
  });
});
