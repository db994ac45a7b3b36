import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { demandSuccess } from "./ask.ts";
import { demandPart } from "./find.ts";
import { freePort } from "./port.ts";
import { type Part, startPart } from "./process.ts";

interface PrometheusOptions {
  /** Its data, its configuration and its log. */
  folder: string;
  port?: number;
  /** The admin ports of the processes that it asks, on the loopback. */
  targets: { service: string; port: number }[];
  /** Files of rules, by their whole paths. */
  rules?: string[];
  scrapeSeconds?: number;
}

/** Starts a Prometheus that asks each process for its metrics; each says as `service` whose it is. */
export async function startPrometheus(options: PrometheusOptions): Promise<Part> {
  const { folder, targets, rules = [], scrapeSeconds = 5 } = options;
  const command = demandPart("prometheus");
  const port = options.port ?? (await freePort());
  await mkdir(folder, { recursive: true });
  const file = join(folder, "prometheus.json");
  const config = {
    global: { scrape_interval: `${scrapeSeconds}s`, evaluation_interval: `${scrapeSeconds}s` },
    rule_files: rules,
    scrape_configs: [
      {
        job_name: "platform",
        // What a process says of its services is more than where it was found.
        honor_labels: true,
        static_configs: targets.map((target) => ({
          targets: [`127.0.0.1:${target.port}`],
          labels: { service: target.service },
        })),
      },
    ],
  };
  // JSON is YAML too.
  await writeFile(file, JSON.stringify(config, null, 2));
  const url = `http://127.0.0.1:${port}`;
  return startPart({
    name: "prometheus",
    url,
    folder,
    command,
    args: [
      `--config.file=${file}`,
      `--storage.tsdb.path=${join(folder, "prometheus")}`,
      `--web.listen-address=127.0.0.1:${port}`,
      "--storage.tsdb.retention.time=7d",
    ],
    answers: () => demandSuccess(`${url}/-/ready`),
  });
}
