// A Prometheus that runs takes the rules and the dashboards' queries, and sees who is missing.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { startTestPlatform, type TestPlatform } from "@platform/kit/testing";
import { type Part, startPrometheus } from "@platform/parts";
import { describePart } from "@platform/parts/testing";
import user from "@platform/user";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { services } from "../../services.ts";
import { queries } from "./queries.ts";

const rules = join(dirname(dirname(fileURLToPath(import.meta.url))), "prometheus/alerts.yaml");

interface Rule {
  name: string;
  health: string;
  lastError?: string;
  alerts?: { labels: Record<string, string>; state: string }[];
}

describePart("a Prometheus with the rules", "prometheus", () => {
  let folder: string;
  let platform: TestPlatform;
  let prometheus: Part;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "platform-prometheus-"));
    platform = await startTestPlatform([user], { adminPort: 0 });
    const targets = [{ service: "user", port: platform.host.adminPort as number }];
    prometheus = await startPrometheus({ folder, targets, rules: [rules], scrapeSeconds: 1 });
  });
  afterAll(async () => {
    await prometheus?.kill();
    await platform?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  async function ask<T>(path: string): Promise<T> {
    const answer = (await (await fetch(`${prometheus.url}/api/v1/${path}`)).json()) as { data: T; error?: string };
    if (answer.error) throw new Error(`${path}: ${answer.error}`);
    return answer.data;
  }
  const allRules = async () =>
    (await ask<{ groups: { rules: Rule[] }[] }>("rules")).groups.flatMap((group) => group.rules);

  it("evaluates all of them without an error, and sees which services nobody runs", async () => {
    await vi.waitFor(
      async () => {
        const all = await allRules();
        expect(all.filter(({ health }) => health !== "ok")).toEqual([]);
        const missing = all.find(({ name }) => name === "ServiceDown")?.alerts?.map(({ labels }) => labels.service);
        expect(missing?.sort()).toEqual(
          Object.keys(services)
            .filter((name) => name !== "user")
            .sort(),
        );
      },
      { timeout: 15_000, interval: 200 },
    );
    const others = (await allRules()).filter(({ name, alerts }) => name !== "ServiceDown" && alerts?.length);
    expect(others.map(({ name }) => name)).toEqual([]);
  });

  it("answers every query of the dashboards", async () => {
    for (const { name, expr } of queries()) {
      const { result } = await ask<{ result: unknown[] }>(`query?${new URLSearchParams({ query: expr })}`);
      expect(result, name).toBeInstanceOf(Array);
    }
    const relayed = new URLSearchParams({ query: 'sum by (type) (outbox_relayed_events_total{service="user"})' });
    // One a kind of event of the service.
    expect((await ask<{ result: unknown[] }>(`query?${relayed}`)).result).toHaveLength(3);
  });
});
