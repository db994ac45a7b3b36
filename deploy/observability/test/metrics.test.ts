// What rules and dashboards ask for is what a platform that runs tells.

import { ProfileServiceDefinition } from "@platform/grpc/platform/user/v1/profile_service.ts";
import { startTestPlatform, type TestPlatform } from "@platform/kit/testing";
import learning from "@platform/learning";
import notification from "@platform/notification";
import user from "@platform/user";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { recordedRatios } from "../src/alerts/calls.ts";
import { alerts } from "../src/index.ts";
import { readExpression } from "./expression.ts";
import { queries } from "./queries.ts";

const asked = [
  ...alerts.map(({ name, expr }) => [`alert ${name}`, expr] as const),
  ...recordedRatios.map(({ record, expr }) => [`rule ${record}`, expr] as const),
  ...queries().map(({ name, expr }) => [name, expr] as const),
];

/** The label names of each metric, as /metrics tells them. */
const told = new Map<string, Set<string>>();
/** What Prometheus adds where it asks. */
const added = ["job", "instance", "service"];
const byPrometheus = new Map<string, string[]>([
  ["up", []],
  ...recordedRatios.map(({ record }) => [record, ["method"]] as [string, string[]]),
]);

let platform: TestPlatform;
let text: string;
beforeAll(async () => {
  platform = await startTestPlatform([user, learning, notification], { adminPort: 0 });
  const { token } = await platform.as();
  await platform
    .client(ProfileServiceDefinition, { token: `${token}x` })
    .getOwnProfile({})
    .catch(() => undefined);
  // A quick machine gets here before the first garbage was collected, and nothing is told of it.
  do {
    makeGarbage();
    text = await (await fetch(`http://127.0.0.1:${platform.host.adminPort}/metrics`)).text();
  } while (!text.includes("nodejs_gc_duration_seconds_sum"));
  for (const [, name, labels = ""] of text.matchAll(/^([a-z_]\w*)(?:\{(.*)\})? \S+$/gm)) {
    const names = told.get(name as string) ?? new Set();
    for (const [, label] of labels.matchAll(/(\w+)="/g)) names.add(label as string);
    told.set(name as string, names);
  }
}, 60_000);
afterAll(() => platform?.stop());

describe("what is asked of Prometheus", () => {
  it.each(asked)("%s: its metrics and labels are told", (_name, expr) => {
    const { metrics, grouped } = readExpression(expr);
    expect(metrics.length).toBeGreaterThan(0);
    const all = metrics.flatMap(({ metric, labels }) => {
      const known = byPrometheus.get(metric) ?? told.get(metric);
      expect(known, `${metric} is not told`).toBeDefined();
      const own = [...(known ?? []), ...added];
      expect(own, metric).toEqual(expect.arrayContaining(labels));
      return own;
    });
    expect(all).toEqual(expect.arrayContaining(grouped));
  });
});

describe("a process", () => {
  it("tells counts from zero, so that the first of each is seen", () => {
    expect(text).toContain('outbox_relayed_events_total{service="user",type="platform.user.v1.PersonFollowed"} 0');
    expect(text).toContain('consumer_events_total{service="notification",outcome="dead"} 0');
  });

  it("tells who sends, what waits for an operator, how many connections there are, and why it refused", () => {
    expect(text).toContain('outbox_relay_active{service="user"} 1');
    expect(text).toContain('consumer_dead_letters{service="user"} 0');
    expect(text).toContain('db_client_connections_max{service="user"} 8');
    expect(text).toMatch(
      /rpc_server_refusals_total\{service="user",method="[^"]+GetOwnProfile",reason="TOKEN_INVALID"\} 1/,
    );
  });
});

function makeGarbage(): void {
  for (let round = 0; round < 200; round++) Array.from({ length: 10_000 }, () => ({ round }));
}
