import { AuthoringServiceDefinition } from "@platform/grpc/platform/learning/v1/authoring_service.ts";
import { CallAudited } from "@platform/grpc/platform/operations/v1/operations_events.ts";
import { defineService, implement, refuse } from "@platform/kit";
import { startTestPlatform, type TestPlatform } from "@platform/kit/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

let refusing = false;
const answer = async () => {
  if (refusing) throw refuse.state("COURSE_EMPTY", "There is nothing in it.");
  return {};
};
const learning = defineService({
  name: "learning",
  rpc: [implement(AuthoringServiceDefinition, new Proxy({}, { get: () => answer }) as never)],
});

let platform: TestPlatform;
beforeAll(async () => {
  platform = await startTestPlatform([learning]);
});
afterAll(() => platform?.stop());

const courseId = "0198c0de-0000-7000-8000-000000000000";

describe("a call whose contract says that it is audited", () => {
  it("is announced with its outcome, well or not", async () => {
    const mentor = await platform.as({ roles: ["MENTOR"] });
    const authoring = platform.client(AuthoringServiceDefinition, mentor, "192.0.2.7");
    refusing = false;
    await authoring.publishCourse({ courseId });
    const well = await platform.announced(CallAudited, mentor.id);
    expect(well).toMatchObject({ method: "AuthoringService.PublishCourse", outcome: "ok", address: "192.0.2.7" });
    refusing = true;
    await expect(authoring.publishCourse({ courseId })).rejects.toMatchObject({ reason: "COURSE_EMPTY" });
    expect((await platform.announced(CallAudited, mentor.id)).outcome).toBe("COURSE_EMPTY");
  });

  it("is not where the contract does not", async () => {
    const mentor = await platform.as({ roles: ["MENTOR"] });
    refusing = false;
    await platform.client(AuthoringServiceDefinition, mentor).getDraft({ courseId });
    await expect(platform.announced(CallAudited, mentor.id)).rejects.toThrow("No platform.operations.v1.CallAudited");
  });
});
