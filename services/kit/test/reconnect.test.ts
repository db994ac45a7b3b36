import { setTimeout as sleep } from "node:timers/promises";
import { ProfileServiceDefinition } from "@platform/grpc/platform/user/v1/profile_service.ts";
import { defineService, implement } from "@platform/kit";
import { startTestPlatform, type TestPlatform } from "@platform/kit/testing";
import { sql } from "drizzle-orm";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const ask = async (_request: unknown, ctx: { db: { execute(query: unknown): Promise<unknown> } }) => {
  await ctx.db.execute(sql`select ${1}::int`);
  return {};
};
const user = defineService({
  name: "user",
  rpc: [implement(ProfileServiceDefinition, new Proxy({}, { get: () => ask }) as never)],
});

let platform: TestPlatform;
beforeAll(async () => {
  platform = await startTestPlatform([user]);
});
afterAll(() => platform?.stop());

describe("a service whose connections were cut", () => {
  it("answers again, as many calls at once as before, however often it happens", async () => {
    const client = platform.client(ProfileServiceDefinition, await platform.as());
    const outcomes = () => Promise.allSettled(Array.from({ length: 24 }, () => client.getOwnProfile({})));
    const other = postgres(platform.databaseUrl("postgres"), { max: 1 });
    for (let times = 0; times < 3; times++) {
      await outcomes();
      await other`select pg_terminate_backend(pid) from pg_stat_activity where datname = 'user'`;
      await sleep(50);
      // Those that were sent into a cut connection may fail; none may wait for ever.
      await outcomes();
      expect((await outcomes()).map(({ status }) => status)).toEqual(Array(24).fill("fulfilled"));
    }
    await other.end();
  });
});
