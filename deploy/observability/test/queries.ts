import { dashboards } from "../src/index.ts";

/** Each query of the dashboards, as it is asked for one service. */
export function queries(): { name: string; expr: string }[] {
  return dashboards.flatMap(({ uid, rows }) =>
    rows.flatMap(({ panels }) =>
      panels.flatMap(({ title, queries }) =>
        queries.map(({ expr, legend }) => ({
          name: `${uid}: ${title}, ${legend}`,
          expr: expr.replaceAll("$service", "user"),
        })),
      ),
    ),
  );
}
