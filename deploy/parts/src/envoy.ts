import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { demandSuccess } from "./ask.ts";
import { demandPart } from "./find.ts";
import { type Part, startPart } from "./process.ts";

interface EnvoyOptions {
  /** Its configuration and its log. */
  folder: string;
  /** Its whole configuration, which names the ports. */
  config: object;
  /** Where that configuration has it listen: for the public, and for whoever runs it. */
  ports: { public: number; admin: number };
}

/** Starts Envoy with a configuration; `url` is its public listener. */
export async function startEnvoy({ folder, config, ports }: EnvoyOptions): Promise<Part> {
  const command = demandPart("envoy");
  await mkdir(folder, { recursive: true });
  const file = join(folder, "envoy.json");
  await writeFile(file, JSON.stringify(config, null, 2));
  return startPart({
    name: "envoy",
    url: `http://127.0.0.1:${ports.public}`,
    folder,
    command,
    // Hot restart hands sockets over by a number that another Envoy of this machine may have.
    args: ["--config-path", file, "--disable-hot-restart", "--log-level", "warning", "--concurrency", "2"],
    answers: () => demandSuccess(`http://127.0.0.1:${ports.admin}/ready`),
  });
}
