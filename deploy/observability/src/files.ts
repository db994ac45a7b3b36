import { stringify } from "yaml";
import { ruleFile } from "./alerts/rules.ts";
import { composeConfig, kubernetesConfig, machineConfig } from "./scrape.ts";

const note = "# Written by `tsx deploy/observability/src/main.ts`; change what it is written from.\n";

/** A file of YAML that says that it is generated. */
const yaml = (value: object) => `${note}${stringify(value, { lineWidth: 0, aliasDuplicateObjects: false })}`;

/** All that is generated, by its path in this folder. */
export function files(): Record<string, string> {
  return {
    "prometheus/alerts.yaml": yaml(ruleFile()),
    "prometheus/machine.yaml": yaml(machineConfig()),
    "prometheus/compose.yaml": yaml(composeConfig()),
    "prometheus/kubernetes.yaml": yaml(kubernetesConfig()),
  };
}
