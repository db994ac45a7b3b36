import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describePart } from "@platform/parts/testing";
import { describe, expect, it } from "vitest";
import { alerts, runbookOf } from "../src/index.ts";
import { type Case, cases } from "./cases.ts";
import { promtool, promtoolOn } from "./promtool.ts";

const folder = dirname(dirname(fileURLToPath(import.meta.url)));
const root = dirname(dirname(folder));
const rules = join(folder, "prometheus/alerts.yaml");

/** One case, as `promtool test rules` reads it. */
function unitTest(name: string, severity: string, { series, at, fires }: Case): object {
  const labels = (more: Record<string, string>) =>
    Object.entries({ alertname: name, alertstate: "firing", severity, ...more })
      .map(([label, value]) => `${label}=${JSON.stringify(value)}`)
      .join(",");
  return {
    interval: "1m",
    input_series: Object.entries(series).map(([one, values]) => ({ series: one, values })),
    promql_expr_test: [
      {
        expr: `ALERTS{alertname="${name}",alertstate="firing"}`,
        eval_time: `${at}m`,
        exp_samples: fires.map((more) => ({ labels: `ALERTS{${labels(more)}}`, value: 1 })),
      },
    ],
  };
}

describePart("the alert rules", "promtool", () => {
  it("are rules of Prometheus", async () => {
    expect(await promtool("check", "rules", rules)).toContain("SUCCESS");
  });

  describe.each(alerts.map(({ name, severity }) => ({ name, severity })))("$name", ({ name, severity }) => {
    it.each(cases[name] ?? [])("$it", async (one) => {
      const tests = [unitTest(name, severity, one)];
      await promtoolOn({ rule_files: [rules], evaluation_interval: "1m", tests }, "test", "rules");
    });
  });
});

describe("each alert", () => {
  it("is tried where it should fire and where it should not", () => {
    expect(Object.keys(cases).sort()).toEqual(alerts.map(({ name }) => name).sort());
    for (const [name, tried] of Object.entries(cases)) {
      expect(new Set(tried.map(({ fires }) => fires.length > 0)), name).toEqual(new Set([true, false]));
    }
  });

  it("says in its texts what it knows", () => {
    for (const { name, summary, description } of alerts) {
      const said = [...`${summary}${description}`.matchAll(/\$labels\.(\w+)/g)].map(([, label]) => label as string);
      const known = (cases[name] ?? []).flatMap(({ fires }) => fires).flatMap(Object.keys);
      expect(known, name).toEqual(expect.arrayContaining(said));
    }
  });

  it("has its page, and each page its alert", () => {
    const pages = readdirSync(join(root, "docs/runbooks")).map((page) => `docs/runbooks/${page}`);
    expect(pages.filter((page) => !page.endsWith("README.md")).sort()).toEqual(
      alerts.map(({ name }) => runbookOf(name)).sort(),
    );
    const sections = [
      "What it means",
      "What people notice",
      "How to look",
      "What to do",
      "How to know that it is over",
    ];
    for (const { name } of alerts) {
      const page = readFileSync(join(root, runbookOf(name)), "utf8");
      expect(page.startsWith(`# ${name}\n`), name).toBe(true);
      expect(
        [...page.matchAll(/^## (.+)$/gm)].map(([, title]) => title),
        name,
      ).toEqual(sections);
    }
  });
});
