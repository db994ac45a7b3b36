import { stringify } from "yaml";
import { ruleFile } from "./alerts/rules.ts";

const note = "# Written by `tsx deploy/observability/src/main.ts`; change what it is written from.\n";

/** A file of YAML that says that it is generated. */
const yaml = (value: object) => `${note}${stringify(value, { lineWidth: 0 })}`;

/** All that is generated, by its path in this folder. */
export function files(): Record<string, string> {
  return { "prometheus/alerts.yaml": yaml(ruleFile()) };
}
