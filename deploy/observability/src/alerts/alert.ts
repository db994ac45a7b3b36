/** What wakes somebody, and what waits for the morning. */
export type Severity = "critical" | "warning";

/** Something that an operator must know of; its runbook is `docs/runbooks/<name in kebab case>.md`. */
export interface Alert {
  name: string;
  severity: Severity;
  /** PromQL; it fires for each series that is there. */
  expr: string;
  /** How long it must hold first. */
  for: string;
  /** One line, for the phone. */
  summary: string;
  /** What it means for people, and how far it has gone. */
  description: string;
}

/** `ServiceDown` -> `docs/runbooks/service-down.md`. */
export function runbookOf(name: string): string {
  return `docs/runbooks/${name.replace(/\B([A-Z])/g, "-$1").toLowerCase()}.md`;
}
