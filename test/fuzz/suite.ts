// The fuzzer, made from the descriptors: every method gets 1,000 messages that mostly keep its rules and 1,000 that
// are no messages. Nothing may crash, answer INTERNAL or UNKNOWN, or hold on to memory. The seed is printed; to run
// one again set FUZZ_SEED.
import { status } from "@grpc/grpc-js";
import { Access } from "@platform/contract/platform/options/v1/options_pb.ts";
import { AccountRegistered } from "@platform/grpc/platform/auth/v1/auth_events.ts";
import { type MethodContract, methods, uuid7 } from "@platform/kit";
import { startTestPlatform, type TestPlatform } from "@platform/kit/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { declared } from "../declared.ts";
import { createRawClient } from "../raw-client.ts";
import { createFrameClient } from "./frames.ts";
import { liesOfFrames, malformations } from "./malformed.ts";
import { validIsh } from "./messages.ts";
import { createRandom, type Random } from "./random.ts";

const seed = Number(process.env.FUZZ_SEED ?? Date.now() % 1e9);
const times = 1000;
/** Of a thousand calls; those that hash a password take their time on a machine that has much to do. */
const patienceMs = 90_000;
const atOnce = 64;
const forbidden: number[] = [status.INTERNAL, status.UNKNOWN];

/** Fuzzes the methods of some services; they are spread over files so that these run side by side. */
export function fuzz(names: readonly string[]): void {
  let platform: TestPlatform;
  let client: ReturnType<typeof createRawClient>;
  let frames: ReturnType<typeof createFrameClient>;
  const people: string[] = [];
  beforeAll(async () => {
    console.log(`fuzz seed ${seed}`);
    platform = await startTestPlatform(Object.values(declared).filter(({ name }) => name !== "bff"));
    client = createRawClient(platform.address);
    frames = createFrameClient(platform.address);
    for (let at = 0; at < 40; at++) {
      const accountId = uuid7();
      people.push(accountId);
      await platform.publish(AccountRegistered, { accountId, name: `Fuzz ${at}`, language: 1 });
    }
    await platform.settled();
  });
  afterAll(async () => {
    client?.close();
    frames?.close();
    await platform?.stop();
  });

  /** Somebody whom the method lets in and whose limit is not used up: a new one as often as the limit asks. */
  function createCallers(method: MethodContract) {
    const limit = Math.max(1, Math.floor((method.options.rate?.perMinute ?? 1000) / 2));
    let headers: Promise<Record<string, string>>;
    let used = 0;
    async function next(number: number): Promise<Record<string, string>> {
      if (method.options.access === Access.SERVICE) return { "x-service-proof": await platform.proof("learning") };
      const proof = {
        "x-service-proof": await platform.proof("edge", true),
        "x-client-address": `10.${number >> 8}.${number & 255}.1`,
      };
      if (method.options.access === Access.PUBLIC) return proof;
      const id = people[number % people.length] as string;
      const { token } = await platform.as({
        id: number < people.length ? id : uuid7(),
        roles: ["USER", "MENTOR", "STAFF", "ADMIN"],
      });
      return { ...proof, authorization: `Bearer ${token}` };
    }
    return () => {
      if (used % limit === 0) headers = next(used / limit);
      used++;
      return headers;
    };
  }

  async function inParallel(count: number, work: (at: number) => Promise<void>): Promise<void> {
    let at = 0;
    const worker = async () => {
      while (at < count) await work(at++);
    };
    await Promise.all(Array.from({ length: atOnce }, worker));
  }

  const own = [...methods.values()].filter(({ service }) => names.includes(service));
  const numberOf = (path: string) => [...path].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) >>> 0, seed);

  describe.each(own.map((method) => [method.path, method] as const))("%s", (path, method) => {
    it("answers messages that mostly keep its rules with a refusal at worst", { timeout: patienceMs }, async () => {
      const random = createRandom(numberOf(path));
      const caller = createCallers(method);
      await inParallel(times, async () => {
        const body = validIsh(method.descriptor.input, random, people);
        const { code } = await client.call(method, body, await caller());
        if (forbidden.includes(code)) expect.fail(`${status[code]} to ${body.toString("base64")}`);
      });
    });

    it("refuses what is no message", { timeout: patienceMs }, async () => {
      const random = createRandom(numberOf(path) + 1);
      const caller = createCallers(method);
      const kinds = Object.entries(malformations);
      const lies = Object.entries(liesOfFrames);
      const codes = new Map<number, number>();
      await inParallel(times, async (at) => {
        const turn = at % (kinds.length + lies.length);
        const lie = lies[turn - kinds.length];
        if (lie) return tellLie(...lie, random);
        const [kind, spoil] = kinds[turn] as (typeof kinds)[number];
        const body = spoil(validIsh(method.descriptor.input, random, people), random);
        const { code } = await client.call(method, body, await caller());
        codes.set(code, (codes.get(code) ?? 0) + 1);
        if (forbidden.includes(code))
          expect.fail(`${status[code]} to ${kind} ${body.subarray(0, 200).toString("base64")}`);
      });
      expect(codes.get(status.INVALID_ARGUMENT), "refused as malformed").toBeGreaterThan(times / 2);

      // Answered by grpc-js before any of our code: a broken compression is INTERNAL, as gRPC itself prescribes.
      async function tellLie(kind: string, lie: (typeof liesOfFrames)[string], random: Random): Promise<void> {
        const { encoding, frame } = lie(validIsh(method.descriptor.input, random, people), random);
        const { code, message } = await frames.send(path, { ...(await caller()), "grpc-encoding": encoding }, frame);
        const right = kind === "oversized" ? status.RESOURCE_EXHAUSTED : status.INTERNAL;
        if (code !== right) expect.fail(`${status[code]} to ${kind}: ${message}`);
      }
    });
  });
}
