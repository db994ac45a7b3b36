import { services } from "../../../services.ts";
import type { Alert } from "./alert.ts";

const missing = Object.keys(services).map(
  (service) => `max by (service) (absent(up{job="platform",service="${service}"}))`,
);

export const availabilityAlerts: Alert[] = [
  {
    name: "ServiceDown",
    severity: "critical",
    expr: [`max by (service) (up{job="platform"}) == 0`, ...missing].join(" or "),
    for: "1m",
    summary: "No process of {{ $labels.service }} answers",
    description:
      "What {{ $labels.service }} answers fails for everybody, and its events wait. Nothing that was committed is lost.",
  },
  {
    name: "ProcessDown",
    severity: "warning",
    expr: `up{job="platform"} == 0 and on (service) max by (service) (up{job="platform"}) == 1`,
    for: "5m",
    summary: "The process {{ $labels.instance }} of {{ $labels.service }} does not answer",
    description: "Others of {{ $labels.service }} go on; people notice nothing while those can carry the load.",
  },
];
