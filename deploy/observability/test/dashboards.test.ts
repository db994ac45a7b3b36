import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { eventTypesOf } from "@platform/kit";
import { describePart } from "@platform/parts/testing";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { services } from "../../services.ts";
import { businessEvents } from "../src/dashboards/business.ts";
import { dashboards } from "../src/index.ts";
import { promtoolOn } from "./promtool.ts";
import { queries } from "./queries.ts";

const folder = join(dirname(dirname(fileURLToPath(import.meta.url))), "grafana");

interface Drawn {
  uid: string;
  panels: { id: number; gridPos: { x: number; y: number; w: number; h: number } }[];
}

describePart("what dashboards ask", "promtool", () => {
  it("is PromQL", async () => {
    const rules = queries().map(({ expr }, index) => ({ record: `query:${index}`, expr }));
    expect(await promtoolOn({ groups: [{ name: "dashboards", rules }] }, "check", "rules")).toContain(
      `SUCCESS: ${rules.length} rules found`,
    );
  });
});

describe("dashboards", () => {
  it.each(dashboards.map(({ uid }) => uid))("%s lays its panels out beside one another", (uid) => {
    const { panels } = JSON.parse(readFileSync(join(folder, `dashboards/${uid}.json`), "utf8")) as Drawn;
    expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
    const taken = new Set<string>();
    for (const { gridPos } of panels) {
      expect(gridPos.x + gridPos.w).toBeLessThanOrEqual(24);
      for (let x = gridPos.x; x < gridPos.x + gridPos.w; x++) {
        for (let y = gridPos.y; y < gridPos.y + gridPos.h; y++) {
          expect(taken.has(`${x},${y}`), `two panels at ${x},${y}`).toBe(false);
          taken.add(`${x},${y}`);
        }
      }
    }
  });

  it("name in each line what tells it from the others", () => {
    for (const { uid, rows } of dashboards) {
      for (const { title, kind, queries: asked } of rows.flatMap(({ panels }) => panels)) {
        for (const { expr, legend } of kind === "timeseries" ? asked : []) {
          const shown = [...legend.matchAll(/\{\{(\w+)\}\}/g)].map(([, label]) => label as string);
          const outer = /^(?:topk\(\d+, )?(?:histogram_quantile\([\d.]+, )?(?:sum|max) by \(([^)]*)\)/.exec(expr)?.[1];
          const told = outer?.split(/,\s*/).filter((label) => label !== "le");
          if (told) expect([...shown].sort(), `${uid}: ${title}`).toEqual(told.sort());
        }
      }
    }
  });

  it("count what the contracts announce", () => {
    const announced = Object.keys(services).flatMap(eventTypesOf);
    expect(announced).toEqual(expect.arrayContaining([...businessEvents]));
  });

  it("read from where they are told to", () => {
    const { datasources } = parse(readFileSync(join(folder, "provisioning/datasources/platform.yaml"), "utf8")) as {
      datasources: { uid: string; jsonData?: object }[];
    };
    const known = datasources.map(({ uid }) => uid);
    const used = [...JSON.stringify(datasources).matchAll(/"datasourceUid":"(\w+)"/g)].map(([, uid]) => uid);
    for (const { uid } of dashboards) {
      const text = readFileSync(join(folder, `dashboards/${uid}.json`), "utf8");
      used.push(...[...text.matchAll(/"type": "prometheus",\s+"uid": "(\w+)"/g)].map(([, source]) => source));
    }
    expect(used.length).toBeGreaterThan(0);
    expect(known).toEqual(expect.arrayContaining([...new Set(used)]));
  });
});
