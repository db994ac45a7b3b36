import { AuthoringServiceDefinition } from "@platform/grpc/platform/learning/v1/authoring_service.ts";
import { defineService, implement, type Refusal, refuse } from "@platform/kit";
import { startTestPlatform, type TestPlatform } from "@platform/kit/testing";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";

let made = 0;
let failing = false;
let hold: Promise<void> | undefined;

const createCourse = async ({ title }: { title: string }) => {
  await hold;
  if (failing) throw refuse.state("NOT_NOW", "Not now.");
  made++;
  return { course: { id: String(made), title } };
};
const learning = defineService({
  name: "learning",
  rpc: [implement(AuthoringServiceDefinition, new Proxy({}, { get: () => createCourse }) as never)],
});

let platform: TestPlatform;
let client: ReturnType<typeof authoring>;
const authoring = (as: { token: string }) => platform.client(AuthoringServiceDefinition, as);
beforeAll(async () => {
  platform = await startTestPlatform([learning]);
});
beforeEach(async () => {
  [made, failing, hold] = [0, false, undefined];
  client = authoring(await platform.as({ roles: ["MENTOR"] }));
});
afterAll(() => platform?.stop());

const request = { title: "Welding", language: 2 };
const reason = (call: Promise<unknown>) =>
  call.then(
    () => "answered",
    (error: Refusal) => error.reason,
  );

describe("a creating call with an idempotency key", () => {
  it("is done once, and answers the same when it is repeated", async () => {
    const first = await client.createCourse(request, { idempotencyKey: "one" });
    const second = await client.createCourse(request, { idempotencyKey: "one" });
    expect(second).toEqual(first);
    expect(made).toBe(1);
    await client.createCourse(request, { idempotencyKey: "two" });
    await client.createCourse(request);
    expect(made).toBe(3);
  });

  it("is refused with another request, and lives apart from other people's", async () => {
    await client.createCourse(request, { idempotencyKey: "one" });
    const other = { ...request, title: "Soldering" };
    expect(await reason(client.createCourse(other, { idempotencyKey: "one" }))).toBe("IDEMPOTENCY_KEY_REUSED");
    const somebody = authoring(await platform.as({ roles: ["MENTOR"] }));
    expect((await somebody.createCourse(other, { idempotencyKey: "one" })).course?.title).toBe("Soldering");
  });

  it("may be repeated after it failed, and waits for its first while that is under way", async () => {
    failing = true;
    expect(await reason(client.createCourse(request, { idempotencyKey: "one" }))).toBe("NOT_NOW");
    failing = false;
    let release: () => void = () => undefined;
    hold = new Promise((resolve) => {
      release = resolve;
    });
    const first = client.createCourse(request, { idempotencyKey: "one" });
    await expect.poll(() => reason(client.createCourse(request, { idempotencyKey: "one" }))).toBe("CALL_UNDER_WAY");
    release();
    expect((await first).course?.title).toBe("Welding");
    expect(made).toBe(1);
  });
});
