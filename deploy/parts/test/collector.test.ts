import { expect, it, vi } from "vitest";
import { startCollector } from "../src/collector.ts";
import { describePart } from "../src/testing.ts";
import { temporary } from "./temporary.ts";

/** A span by its name, in OTLP's JSON. */
function trace(name: string): string {
  const ids = { traceId: "5b8efff798038103d269b633813fc60c", spanId: "eee19b7ec3c1b174" };
  const span = { ...ids, name, kind: 2, startTimeUnixNano: "1", endTimeUnixNano: "2" };
  return JSON.stringify({ resourceSpans: [{ scopeSpans: [{ spans: [span] }] }] });
}

describePart("The collector", "otelcol", async () => {
  const { folder, keep } = await temporary();

  it("says what it took, also of before it was killed, and counts it for Prometheus", async () => {
    const collector = keep(await startCollector({ folder }));
    const send = (name: string) =>
      fetch(`${collector.url}/v1/traces`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: trace(name),
      });
    const names = async () => JSON.stringify(await collector.received()).match(/"name":"[^"]+"/g);
    expect((await send("first")).status).toBe(200);
    await vi.waitFor(async () => expect(await names()).toEqual(['"name":"first"']), { timeout: 10_000 });
    expect(await (await fetch(collector.metricsUrl)).text()).toMatch(/otelcol_receiver_accepted_spans\S* 1\n/);
    await collector.kill();
    await expect(send("lost")).rejects.toThrow();
    await collector.restart();
    expect((await send("second")).status).toBe(200);
    await vi.waitFor(async () => expect(await names()).toEqual(['"name":"first"', '"name":"second"']), {
      timeout: 10_000,
    });
    await collector.stop();
    expect(() => process.kill(collector.pid, 0)).toThrow("ESRCH");
  });
});
