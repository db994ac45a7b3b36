import { stringify } from "yaml";
import { ruleFile } from "./alerts/rules.ts";
import { grafana } from "./dashboards/grafana.ts";
import { dashboards } from "./dashboards/index.ts";
import { composeConfig, kubernetesConfig, machineConfig } from "./scrape.ts";

const note = "# Written by `tsx deploy/observability/src/main.ts`; change what it is written from.\n";

/** A file of YAML that says that it is generated. */
const yaml = (value: object) => `${note}${stringify(value, { lineWidth: 0, aliasDuplicateObjects: false })}`;

/** A file of JSON as the repository formats it: lists of words on one line. */
function json(value: object): string {
  const words = /\[\s+("[^"]*"(?:,\s+"[^"]*")*)\s+\]/g;
  return `${JSON.stringify(value, null, 2).replace(words, (list) => list.replace(/\s+/g, " ").replace("[ ", "[").replace(" ]", "]"))}\n`;
}

/** All that is generated, by its path in this folder. */
export function files(): Record<string, string> {
  return {
    "prometheus/alerts.yaml": yaml(ruleFile()),
    "prometheus/machine.yaml": yaml(machineConfig()),
    "prometheus/compose.yaml": yaml(composeConfig()),
    "prometheus/kubernetes.yaml": yaml(kubernetesConfig()),
    ...Object.fromEntries(dashboards.map((one) => [`grafana/dashboards/${one.uid}.json`, json(grafana(one))])),
  };
}
