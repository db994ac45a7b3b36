// A shortened run of what `npm run soak` runs in full.
import { join } from "node:path";
import { describePart } from "@platform/parts/testing";
import { expect, it } from "vitest";
import { bundle } from "../../tools/build.mjs";
import { runChaos } from "./chaos.ts";
import { root } from "./root.ts";

describePart("events while what they stand on is killed", ["redis-server", "kafka"], () => {
  it("are neither lost nor taken in twice, and keep their order; Redis keeps what it acknowledged", async () => {
    // Beside the packages that are not bundled.
    await bundle({ soak: "test/soak/program.ts" }, "services/kit/dist/soak");
    const program = join(root, "services/kit/dist/soak/soak.js");
    const toll = await runChaos({ root, program, events: 6000, kills: 5, pauseMs: 1000 });
    expect(toll).toMatchObject({ lost: 0, twice: 0, outOfOrder: 0, forgotten: 0 });
    expect(Object.keys(toll.kills).sort()).toEqual(["PostgreSQL", "Redis", "broker", "consumer", "relay"]);
    expect(toll.drainedIn).toBeLessThan(60);
  }, 240_000);
});
