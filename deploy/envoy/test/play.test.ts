import { request } from "node:http";
import { afterAll, beforeAll, expect, it } from "vitest";
import { startRecorder } from "./recorder.ts";
import { describeEnvoy, type Edge, startEdge } from "./run.ts";

describeEnvoy("the origin of packages, through Envoy,", () => {
  let recorder: Awaited<ReturnType<typeof startRecorder>>;
  let edge: Edge;
  beforeAll(async () => {
    recorder = await startRecorder();
    edge = await startEdge({ ...recorder.behind, accessLog: false, playHosts: ["play.example.net"] });
  });
  afterAll(async () => {
    await edge?.stop();
    await recorder?.stop();
  });

  /** The status of a request, and whether it came through to anybody. */
  async function ask(path: string, { method = "GET", host = "play.example.net", headers = {} } = {}) {
    recorder.take();
    const [, port] = edge.public.split(":");
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const sent = request({ port, path, method, headers: { ...headers, host } }, (response) => {
        response.resume().on("end", () => resolve(response.statusCode));
      });
      sent.on("error", reject).end();
    });
    return [status, recorder.take().map((one) => `${one.headers.host} ${one.path}`)];
  }

  it("lets the files of launches and the player's own be read, under their host", async () => {
    for (const path of ["/p/a-token/", "/p/a-token/files/a%20b.html?page=1", "/player/player.js"]) {
      expect(await ask(path)).toEqual([200, [`play.example.net ${path}`]]);
    }
  });

  it.each([
    ["/p/a-token/", "POST", {}],
    ["/", "GET", {}],
    ["/courses", "GET", {}],
    ["/media/x", "GET", {}],
    ["/p/../courses", "GET", {}],
    ["/api/v1/learning/ListCourses", "GET", {}],
    ["/platform.learning.v1.CatalogueService/ListCourses", "POST", { "content-type": "application/json" }],
  ])("has nothing at %s by %s %j", async (path, method, headers) => {
    expect(await ask(path, { method, headers })).toEqual([404, []]);
  });

  it("lets no gRPC through, which is told so in its own way", async () => {
    const headers = { "content-type": "application/grpc-web" };
    const [, seen] = await ask("/platform.learning.v1.CatalogueService/ListCourses", { method: "POST", headers });
    expect(seen).toEqual([]);
  });

  it("is there under its own name alone", async () => {
    expect(await ask("/courses", { host: "platform.example.org" })).toEqual([200, ["platform.example.org /courses"]]);
  });
});
