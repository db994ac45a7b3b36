import { connect } from "node:http2";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { status } from "@grpc/grpc-js";
import { type MethodContract, methods } from "@platform/kit";
import { startTestPlatform, type TestPlatform } from "@platform/kit/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { declared } from "../declared.ts";
import { createRawClient } from "../raw-client.ts";
import { createRandom } from "./random.ts";

setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc") as () => void;

let platform: TestPlatform;
let client: ReturnType<typeof createRawClient>;
beforeAll(async () => {
  platform = await startTestPlatform([declared.learning]);
  client = createRawClient(platform.address);
});
afterAll(async () => {
  client?.close();
  await platform?.stop();
});

describe("the server", () => {
  const method = methods.get("/platform.learning.v1.CatalogueService/ListCourses") as MethodContract;

  it("refuses a message that is larger than any may be", async () => {
    const body = Buffer.concat([Buffer.from([0x0a, 0x80, 0x80, 0x80, 0x09]), Buffer.alloc(9 << 21, 0x61)]);
    expect((await client.call(method, body, {})).code).toBe(status.RESOURCE_EXHAUSTED);
  });

  // What gRPC itself prescribes (and grpc-js answers, before any of our code) is INTERNAL for a broken compression and
  // UNIMPLEMENTED for an unknown one.
  it.each([
    ["gzip", status.INTERNAL],
    ["deflate", status.INTERNAL],
    ["lzma", status.UNIMPLEMENTED],
  ])("refuses what is not %s, though it says so, and serves the connection on", async (encoding, code) => {
    const session = connect(`http://${platform.address}`);
    const send = (headers: Record<string, string>, body: number[]) => {
      const base = { ":method": "POST", ":path": method.path, "content-type": "application/grpc", te: "trailers" };
      const stream = session.request({ ...base, ...headers });
      const ended = new Promise<number>((resolve) => {
        const read = (found: Record<string, unknown>) => {
          if (found["grpc-status"] !== undefined) resolve(Number(found["grpc-status"]));
        };
        stream.on("response", read).on("trailers", read);
      });
      stream.resume().end(Buffer.from(body));
      return ended;
    };
    expect(await send({ "grpc-encoding": encoding }, [1, 0, 0, 0, 6, 1, 2, 3, 4, 5, 6])).toBe(code);
    expect(await send({}, [0, 0, 0, 0, 0])).toBe(status.OK);
    session.destroy();
  });

  it("holds on to no memory", async () => {
    const measure = () => {
      collectGarbage();
      return process.memoryUsage().heapUsed;
    };
    const random = createRandom(1);
    const flood = async () => {
      for (let round = 0; round < 40; round++) {
        await Promise.all(
          Array.from({ length: 50 }, () => client.call(method, random.bytes(1 + random.below(300)), {})),
        );
      }
    };
    await flood();
    const before = measure();
    for (let round = 0; round < 3; round++) await flood();
    expect(measure() - before).toBeLessThan(24 << 20);
  });
});
