import { type Alert, runbookOf } from "./alert.ts";
import { availabilityAlerts } from "./availability.ts";
import { callerAlerts } from "./callers.ts";
import { callAlerts, recordedRatios } from "./calls.ts";
import { eventAlerts } from "./events.ts";
import { resourceAlerts } from "./resources.ts";

const groups: Record<string, Alert[]> = {
  "platform-availability": availabilityAlerts,
  "platform-calls": callAlerts,
  "platform-events": eventAlerts,
  "platform-callers": callerAlerts,
  "platform-resources": resourceAlerts,
};

export const alerts: readonly Alert[] = Object.values(groups).flat();

/** The rule file of Prometheus. */
export function ruleFile(): object {
  const alerting = Object.entries(groups).map(([name, members]) => ({ name, rules: members.map(rule) }));
  return { groups: [{ name: "platform-ratios", rules: recordedRatios }, ...alerting] };
}

function rule({ name, severity, expr, for: duration, summary, description }: Alert): object {
  return {
    alert: name,
    expr,
    for: duration,
    labels: { severity },
    annotations: { summary, description, runbook: runbookOf(name) },
  };
}
