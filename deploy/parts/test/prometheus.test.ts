import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { startPrometheus } from "../src/prometheus.ts";
import { describePart } from "../src/testing.ts";
import { temporary } from "./temporary.ts";

describePart("Prometheus", "prometheus", async () => {
  const { folder, keep } = await temporary();
  const metrics = createServer((_request, response) => response.end("kept_total 42\n"));
  beforeAll(() => new Promise<void>((resolve) => void metrics.listen(0, "127.0.0.1", resolve)));
  afterAll(() => void metrics.close());

  it("asks what it is told to ask, and keeps it when it is killed", async () => {
    const { port } = metrics.address() as AddressInfo;
    const targets = [{ service: "news", port }];
    const prometheus = keep(await startPrometheus({ folder, targets, scrapeSeconds: 1 }));
    const value = async (at: Date) => {
      const query = new URLSearchParams({ query: 'kept_total{service="news"}', time: at.toISOString() });
      const response = await fetch(`${prometheus.url}/api/v1/query?${query}`);
      const { data } = (await response.json()) as { data: { result: { value: [number, string] }[] } };
      return data.result[0]?.value[1];
    };
    let seen = new Date();
    await vi.waitFor(
      async () => {
        seen = new Date();
        expect(await value(seen)).toBe("42");
      },
      { timeout: 15_000, interval: 100 },
    );
    await prometheus.kill();
    metrics.close();
    metrics.closeAllConnections();
    await prometheus.restart();
    expect(await value(seen)).toBe("42");
    await prometheus.stop();
    expect(() => process.kill(prometheus.pid, 0)).toThrow("ESRCH");
  });
});
