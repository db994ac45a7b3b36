/** How a value is written: Grafana's names. */
export type Unit = "short" | "reqps" | "s" | "bytes" | "percentunit" | "cps";

/** One picture of a dashboard. */
export interface Panel {
  title: string;
  /** What to read from it, where the title does not say. */
  description?: string;
  kind: "timeseries" | "stat" | "table";
  unit: Unit;
  /** Half of the width unless said; of 24. */
  width?: number;
  /** PromQL, with what each line is called. */
  queries: { expr: string; legend: string }[];
}

/** A row of panels under a heading. */
export interface Row {
  title: string;
  panels: Panel[];
}

export interface Dashboard {
  /** Its file and its address. */
  uid: string;
  title: string;
  description: string;
  /** Whether one service is chosen; `$service` is in its queries then. */
  service?: boolean;
  rows: Row[];
}
