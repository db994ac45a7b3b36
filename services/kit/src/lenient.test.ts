import { expect, it } from "vitest";
import { goOnWithout, isAway } from "./lenient.ts";
import { openMemoryKeyValue } from "./parts/memory-key-value.ts";
import { refuse } from "./refusal.ts";
import { createLogger } from "./telemetry/logger.ts";

it("admission asks the store while it is there, and counts by itself while it is away", async () => {
  let away = false;
  const store = await openMemoryKeyValue();
  await store.set("revoked:s", "1", { ttl: 60_000 });
  const failing = async () => {
    throw refuse.unavailable("KEY_VALUE_UNAVAILABLE", "away");
  };
  const lenient = await goOnWithout(
    {
      ...store,
      get: (key) => (away ? failing() : store.get(key)),
      take: (...of) => (away ? failing() : store.take(...of)),
    },
    createLogger("silent"),
  );
  const limit = { perMinute: 1, burst: 2 };
  expect(await lenient.get("revoked:s")).toBe("1");
  for (const allowed of [true, true, false]) expect((await lenient.take("rate", limit)).allowed).toBe(allowed);
  away = true;
  expect(await lenient.get("revoked:s")).toBeUndefined();
  for (const allowed of [true, true, false]) expect((await lenient.take("rate", limit)).allowed).toBe(allowed);
  expect(isAway(new Error("something else"))).toBe(false);
});
