export { type Alert, runbookOf, type Severity } from "./alerts/alert.ts";
export { alerts } from "./alerts/rules.ts";
export { dashboards } from "./dashboards/index.ts";
