import { methods } from "@platform/kit";
import type { Alert } from "./alert.ts";

/** The codes that are our fault; a refusal that is the caller's is an answer. */
const failures = "INTERNAL|UNAVAILABLE|DEADLINE_EXCEEDED|UNKNOWN|DATA_LOSS";

/** Of a thousand calls one may fail. */
const budget = 0.001;

export const burnWindows = ["5m", "30m", "1h", "6h"] as const;
type Window = (typeof burnWindows)[number];

const ratioName = (window: Window) => `service_method:rpc_server_errors:ratio_rate${window}`;

const failed = (what: string, window: Window) =>
  `sum by (service, method) (${what}(rpc_server_duration_seconds_count{code=~"${failures}"}[${window}]))`;

/** The share of each method's calls that failed, kept for each window, since four of them are asked for all the time. */
export const recordedRatios = burnWindows.map((window) => ({
  record: ratioName(window),
  expr: `${failed("rate", window)} / sum by (service, method) (rate(rpc_server_duration_seconds_count[${window}]))`,
}));

/** Both windows burn: the long one that it matters, the short one that it still goes on. Few calls are no ratio. */
function burns(long: Window, short: Window, rate: number, atLeast: number): string {
  const bound = rate * budget;
  return [
    `${ratioName(long)} > ${bound}`,
    `${ratioName(short)} > ${bound}`,
    `${failed("increase", long)} >= ${atLeast}`,
  ].join(" and ");
}

// Their contracts let them take longer than others, or as long as somebody watches.
const patient = [...methods.values()]
  .filter(({ timeout }) => timeout === undefined || timeout > 10_000)
  .map(({ path }) => `method!="${path}"`)
  .join(",");

export const callAlerts: Alert[] = [
  {
    name: "ErrorBudgetBurnsFast",
    severity: "critical",
    expr: burns("1h", "5m", 14.4, 10),
    for: "2m",
    summary: "{{ $labels.method }} fails for {{ $value | humanizePercentage }} of its calls",
    description:
      "At this pace the month's budget of failed calls is gone in two days. People see errors where they use this method of {{ $labels.service }}.",
  },
  {
    name: "ErrorBudgetBurnsSlowly",
    severity: "warning",
    expr: burns("6h", "30m", 6, 20),
    for: "15m",
    summary: "{{ $labels.method }} fails for {{ $value | humanizePercentage }} of its calls, for hours",
    description:
      "At this pace the month's budget of failed calls is gone in five days. Some people see errors where they use this method of {{ $labels.service }}.",
  },
  {
    name: "LatencyHigh",
    severity: "warning",
    expr:
      `histogram_quantile(0.99, sum by (service, method, le) (rate(rpc_server_duration_seconds_bucket{${patient}}[5m]))) > 1` +
      ` and sum by (service, method) (rate(rpc_server_duration_seconds_count{${patient}}[5m])) > 0.1`,
    for: "10m",
    summary: "One call in a hundred of {{ $labels.method }} takes {{ $value | humanizeDuration }} or longer",
    description:
      "People wait on the pages that use this method of {{ $labels.service }}; at ten seconds calls end by their deadline.",
  },
];
