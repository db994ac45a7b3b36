import type { Dashboard, Panel, Row } from "./panel.ts";

const datasource = { type: "prometheus", uid: "prometheus" };
const height = { row: 1, stat: 4, other: 8 } as const;
const wide = 24;

/** A dashboard as Grafana keeps it. */
export function grafana({ uid, title, description, service, rows }: Dashboard): object {
  return {
    uid: `platform-${uid}`,
    title: `Platform: ${title}`,
    description,
    tags: ["platform"],
    schemaVersion: 41,
    version: 1,
    editable: false,
    graphTooltip: 1,
    refresh: "30s",
    time: { from: "now-6h", to: "now" },
    timezone: "browser",
    templating: { list: service ? [serviceVariable] : [] },
    annotations: { list: [firing] },
    links: [{ type: "dashboards", title: "Platform", tags: ["platform"], asDropdown: false, keepTime: true }],
    panels: layOut(rows),
  };
}

const serviceVariable = {
  name: "service",
  label: "Service",
  type: "query",
  datasource,
  query: { query: 'label_values(up{job="platform"}, service)', refId: "service" },
  refresh: 2,
  sort: 1,
};

/** Alerts stand in every picture from when they fire. */
const firing = {
  name: "Alerts",
  datasource,
  enable: true,
  iconColor: "red",
  expr: 'ALERTS{alertstate="firing"}',
  titleFormat: "{{alertname}}",
  textFormat: "{{service}} {{method}}",
};

function layOut(rows: Row[]): object[] {
  const placed: object[] = [];
  let y = 0;
  for (const row of rows) {
    const id = placed.length + 1;
    placed.push({
      id,
      type: "row",
      title: row.title,
      collapsed: false,
      gridPos: { x: 0, y, w: wide, h: height.row },
      panels: [],
    });
    y += height.row;
    let x = 0;
    let tallest = 0;
    for (const panel of row.panels) {
      const w = panel.width ?? wide / 2;
      const h = panel.kind === "stat" ? height.stat : height.other;
      if (x + w > wide) {
        x = 0;
        y += tallest;
        tallest = 0;
      }
      placed.push({ id: placed.length + 1, ...draw(panel), gridPos: { x, y, w, h } });
      x += w;
      tallest = Math.max(tallest, h);
    }
    y += tallest;
  }
  return placed;
}

function draw({ title, description, kind, unit, queries }: Panel): object {
  return {
    type: kind,
    title,
    ...(description && { description }),
    datasource,
    fieldConfig: { defaults: { unit, min: 0 }, overrides: [] },
    options: options[kind],
    targets: queries.map(({ expr, legend }, index) => ({
      refId: String.fromCharCode(65 + index),
      datasource,
      expr,
      legendFormat: legend,
      ...(kind === "timeseries" ? { range: true } : { instant: true }),
      ...(kind === "table" && { format: "table" }),
    })),
  };
}

const options = {
  timeseries: {
    legend: { displayMode: "table", placement: "bottom", calcs: ["lastNotNull", "max"], showLegend: true },
    tooltip: { mode: "multi", sort: "desc" },
  },
  stat: { reduceOptions: { calcs: ["lastNotNull"] }, colorMode: "value", graphMode: "area", textMode: "auto" },
  table: { showHeader: true, cellHeight: "sm" },
} as const;
