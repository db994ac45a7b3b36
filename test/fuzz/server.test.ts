import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { status } from "@grpc/grpc-js";
import { type MethodContract, methods } from "@platform/kit";
import { startTestPlatform, type TestPlatform } from "@platform/kit/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { declared } from "../declared.ts";
import { createRawClient } from "../raw-client.ts";
import { createFrameClient, frame } from "./frames.ts";
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
    const frames = createFrameClient(platform.address);
    const broken = frame(1, 6, Buffer.from([1, 2, 3, 4, 5, 6]));
    expect((await frames.send(method.path, { "grpc-encoding": encoding }, broken)).code).toBe(code);
    expect((await frames.send(method.path, {}, frame(0, 0, Buffer.alloc(0)))).code).toBe(status.OK);
    frames.close();
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
  }, 60_000);
});
