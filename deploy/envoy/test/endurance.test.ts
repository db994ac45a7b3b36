import { once } from "node:events";
import { connect as connectHttp2, constants } from "node:http2";
import type { Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { describeEnvoy } from "./run.ts";
import { startTarget, statusOf } from "./target.ts";

describeEnvoy("Envoy stands", () => {
  let target: Awaited<ReturnType<typeof startTarget>>;
  beforeAll(async () => {
    target = await startTarget();
  });
  afterEach(() => target.serves());
  afterAll(() => target?.stop());

  describe("one request that looks like two:", () => {
    const next = "GET /smuggled HTTP/1.1\r\nhost: edge\r\n\r\n";

    it.each([
      ["both lengths", `content-length: 4\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n${next}`],
      ["two lengths", `content-length: 0\r\ncontent-length: ${next.length}\r\n\r\n${next}`],
      ["a length that is none", `content-length: +4\r\n\r\nabcd${next}`],
      ["an encoding that is hidden", `transfer-encoding: xchunked\r\n\r\n0\r\n\r\n${next}`],
      ["two hosts", "host: other\r\n\r\n"],
      ["a zero in a header", "x-a: a\0b\r\n\r\n"],
    ])("%s", async (_name, rest) => {
      const answer = await target.raw(`POST /page HTTP/1.1\r\nhost: edge\r\n${rest}`);
      expect([400, 501]).toContain(statusOf(answer));
      expect(target.taken()).toEqual([]);
    });

    it("a header over two lines is one", async () => {
      await target.raw("POST /page HTTP/1.1\r\nhost: edge\r\nx-a: 1\r\n content-length: 5\r\n\r\n");
      expect(target.taken()).toMatchObject([{ headers: { "x-a": "1 content-length: 5", "content-length": "0" } }]);
    });

    it("an upgrade to what Envoy does not read", async () => {
      const upgrade =
        "connection: Upgrade, HTTP2-Settings\r\nupgrade: h2c\r\nhttp2-settings: AAMAAABkAARAAAAAAAIAAAAA\r\n";
      expect(await target.get("/page", upgrade)).not.toContain(" 101 ");
      for (const { headers } of target.taken()) {
        expect(headers).not.toHaveProperty("upgrade");
        expect(headers).not.toHaveProperty("http2-settings");
      }
      expect(await target.get("/page", "connection: upgrade\r\nupgrade: websocket\r\n")).not.toContain(" 101 ");
      expect(target.taken()).toEqual([]);
    });

    it("a tunnel, another's address, and a protocol of old", async () => {
      expect(
        statusOf(await target.raw("CONNECT 127.0.0.1:22 HTTP/1.1\r\nhost: 127.0.0.1:22\r\n\r\n")),
      ).toBeGreaterThanOrEqual(400);
      expect(
        statusOf(await target.raw("GET http://127.0.0.1:9901/stats HTTP/1.1\r\nhost: edge\r\n\r\n")),
      ).toBeGreaterThanOrEqual(400);
      expect(await target.raw("GET /page HTTP/1.0\r\nhost: edge\r\n\r\n")).not.toContain("seen");
      expect(target.taken()).toEqual([]);
    });
  });

  describe("slowness:", () => {
    it("headers that do not end are not waited for", async () => {
      const socket = target.open();
      socket.write("GET /page HTTP/1.1\r\nhost: edge\r\n");
      socket.resume();
      const drip = setInterval(() => socket.write("x-a: 1\r\n"), 100);
      expect(await Promise.race([closed(socket), sleep(3000, "waited")])).toBe("closed");
      clearInterval(drip);
    });

    it("a body that comes drop by drop ends, though it never stops", async () => {
      const socket = target.open();
      socket.write("POST /unsubscribe HTTP/1.1\r\nhost: edge\r\ncontent-length: 1000\r\n\r\n");
      socket.resume();
      const drip = setInterval(() => socket.write("x"), 100);
      expect(await Promise.race([closed(socket), sleep(8000, "waited")])).toBe("closed");
      clearInterval(drip);
    });

    it("sixty who wait do not keep the next one out", async () => {
      for (let n = 0; n < 60; n++)
        target.open().write("POST /page HTTP/1.1\r\nhost: edge\r\ncontent-length: 9\r\n\r\n");
      await sleep(100);
      const started = performance.now();
      expect((await fetch(`${target.origin}/page`)).status).toBe(200);
      expect(performance.now() - started).toBeLessThan(1000);
    });
  });

  describe("floods:", () => {
    it("who opens streams only to reset them is cut off", async () => {
      const session = connectHttp2(target.origin);
      session.on("error", () => undefined);
      let opened = 0;
      while (!session.destroyed && opened < 20_000) {
        for (let n = 0; n < 50 && !session.destroyed; n++, opened++) {
          const stream = session.request({ ":path": "/page" });
          stream.on("error", () => undefined);
          stream.close(constants.NGHTTP2_CANCEL);
        }
        await sleep(1);
      }
      expect(session.destroyed).toBe(true);
      expect(await target.count("public.downstream_rq_too_many_premature_resets")).toBeGreaterThan(0);
      expect(opened).toBeLessThan(20_000);
    });

    it("no more than a hundred streams are open at once", async () => {
      const session = connectHttp2(target.origin);
      const [settings] = (await once(session, "remoteSettings")) as [{ maxConcurrentStreams: number }];
      session.destroy();
      expect(settings.maxConcurrentStreams).toBe(100);
    });
  });

  it("the administration is not behind the door", async () => {
    for (const path of ["/stats", "/config_dump", "/quitquitquit"]) await target.get(path);
    expect(target.taken().map(({ path }) => path)).toEqual(["/stats", "/config_dump", "/quitquitquit"]);
  });
});

function closed(socket: Socket): Promise<string> {
  return new Promise((resolve) => socket.once("close", () => resolve("closed")));
}
