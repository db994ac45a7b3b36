import { once } from "node:events";
import { connect as connectHttp2 } from "node:http2";
import { afterAll, beforeAll, expect, it } from "vitest";
import { startRecorder } from "./recorder.ts";
import { describeEnvoy, type Edge, startEdge } from "./run.ts";

const unavailable = 14;
const invalid = 3;

describeEnvoy("a call that came to nothing", () => {
  let recorder: Awaited<ReturnType<typeof startRecorder>>;
  let edge: Edge;
  beforeAll(async () => {
    recorder = await startRecorder();
    edge = await startEdge({ ...recorder.behind, accessLog: false });
  });
  afterAll(async () => {
    await edge?.stop();
    await recorder?.stop();
  });

  /** How often a service is asked for one call of a client. */
  async function asked(path: string, answer: number): Promise<number> {
    recorder.take();
    recorder.answer(answer);
    const session = connectHttp2(`http://${edge.public}`);
    const stream = session.request({
      ":method": "POST",
      ":path": path,
      "content-type": "application/grpc",
      te: "trailers",
    });
    stream.end(Buffer.alloc(5)).resume();
    await once(stream, "close");
    session.destroy();
    return recorder.take().filter((request) => request.path === path).length;
  }

  it("is made again where the contract says that it may be", async () => {
    expect(await asked("/platform.learning.v1.CertificateService/GetIssuer", unavailable)).toBe(3);
  });

  it("is not made again where the contract does not", async () => {
    expect(await asked("/platform.auth.v1.ApiKeyService/ExchangeApiKey", unavailable)).toBe(1);
  });

  it("is not made again where it was refused", async () => {
    expect(await asked("/platform.learning.v1.CertificateService/GetIssuer", invalid)).toBe(1);
  });

  it.each([
    ["GET", 3],
    ["POST", 1],
  ])("is a page's %s that a dying process cut off, which is sent %i times", async (method, times) => {
    recorder.take();
    const answer = await fetch(`http://${edge.public}/cut`, { method });
    expect(answer.status).toBe(503);
    expect(recorder.take()).toHaveLength(times);
  });
});
