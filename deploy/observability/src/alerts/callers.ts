import type { Alert } from "./alert.ts";

const refused = (reasons: string, by: string, window: string) =>
  `sum by (${by}) (rate(rpc_server_refusals_total{reason=~"${reasons}"}[${window}]))`;
const calls = (by: string, window: string) => `sum by (${by}) (rate(rpc_server_duration_seconds_count[${window}]))`;

/** Refusals for some reasons are a share of the calls, and so many a second. */
function spike(reasons: string, { by, share, perSecond, window }: Spike): string {
  const count = refused(reasons, by, window);
  return `${count} / ${calls(by, window)} > ${share} and ${count} > ${perSecond}`;
}

interface Spike {
  by: string;
  share: number;
  perSecond: number;
  window: string;
}

export const callerAlerts: Alert[] = [
  {
    name: "TokensRefused",
    severity: "critical",
    expr: spike("TOKEN_INVALID|SERVICE_PROOF_INVALID", { by: "service", share: 0.05, perSecond: 0.1, window: "5m" }),
    for: "3m",
    summary: "{{ $labels.service }} takes {{ $value | humanizePercentage }} of its calls' proofs for forged",
    description:
      "Either somebody tries forged tokens, or {{ $labels.service }} lacks auth's newest keys or the platform's secret; then people who are signed in are turned away.",
  },
  {
    name: "LogInsFail",
    severity: "warning",
    expr: spike("CREDENTIALS_WRONG|API_KEY_WRONG", {
      by: "service, method",
      share: 0.5,
      perSecond: 0.5,
      window: "10m",
    }),
    for: "10m",
    summary: "{{ $value | humanizePercentage }} of the calls of {{ $labels.method }} come with wrong credentials",
    description: "Somebody tries passwords or keys of others. Log-in slows them down by account and by address.",
  },
  {
    name: "RateLimitedSpike",
    severity: "warning",
    expr: spike("RATE_LIMITED", { by: "service, method", share: 0.2, perSecond: 1, window: "5m" }),
    for: "5m",
    summary: "{{ $value | humanizePercentage }} of the calls of {{ $labels.method }} are over the limit",
    description: "A client loops, a limit is too narrow for how people work, or somebody floods {{ $labels.service }}.",
  },
];
