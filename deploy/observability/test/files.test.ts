import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describePart } from "@platform/parts/testing";
import { expect, it } from "vitest";
import { parse } from "yaml";
import { services } from "../../services.ts";
import { files } from "../src/files.ts";
import { promtoolOn } from "./promtool.ts";

const folder = dirname(dirname(fileURLToPath(import.meta.url)));

it.each(Object.entries(files()))("%s is up to date", (path, text) => {
  const file = join(folder, path);
  const kept = existsSync(file) ? readFileSync(file, "utf8") : "nothing; run npm run manifests";
  expect(kept).toBe(text);
});

interface Job {
  job_name: string;
  kubernetes_sd_configs?: unknown;
}

describePart("the configuration of Prometheus", "promtool", () => {
  it.each(["machine", "compose", "kubernetes"])("for %s is one, and asks every service", async (where) => {
    const text = readFileSync(join(folder, `prometheus/${where}.yaml`), "utf8");
    const config = parse(text) as { scrape_configs: Job[] };
    const asked = JSON.stringify(config.scrape_configs.find(({ job_name }) => job_name === "platform"));
    for (const service of Object.keys(services)) expect(asked).toMatch(new RegExp(`["|]${service}["|]`));
    expect(asked.includes("kubernetes_sd_configs")).toBe(where === "kubernetes");
    // Debian builds its own without Kubernetes: all but how pods are listed is checked.
    const scrape_configs = config.scrape_configs.map(({ kubernetes_sd_configs: _listed, ...rest }) => rest);
    const checked = { ...config, scrape_configs, rule_files: [join(folder, "prometheus/alerts.yaml")] };
    expect(await promtoolOn(checked, "check", "config")).toMatch(/is valid prometheus config file syntax/);
  });
});
