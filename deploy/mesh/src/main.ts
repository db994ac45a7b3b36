// The whole platform on the real parts, on this machine: `npm run mesh -- [--port N] [--operators-port N] [--data DIR] [--replicas N]`.
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { makeSecrets, type Secrets, startTopology, type Topology } from "./topology.ts";

const root = process.env.PLATFORM_ROOT ?? process.cwd();

const { values } = parseArgs({
  options: {
    port: { type: "string", default: "8000" },
    "operators-port": { type: "string", default: "9090" },
    data: { type: "string", default: ".data/mesh" },
    replicas: { type: "string", default: "1" },
  },
});

/** The secrets of a data folder, made on its first start. */
async function keepSecrets(folder: string): Promise<Secrets> {
  const file = join(folder, "secrets.json");
  const found = await readFile(file, "utf8").catch(() => undefined);
  if (found !== undefined) return JSON.parse(found) as Secrets;
  const secrets = makeSecrets();
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await writeFile(file, JSON.stringify(secrets, undefined, 2), { mode: 0o600 });
  return secrets;
}

function tell({ origin, operators, parts, missing }: Topology, folder: string): void {
  console.log(`\n  The platform runs at ${origin}, each service in a process of its own.`);
  if (parts.envoy) console.log(`  gRPC for operators: grpcurl -plaintext ${operators} list`);
  if (parts.prometheus) console.log(`  Prometheus: ${parts.prometheus.url}`);
  console.log(`  Mails that it sends are kept in ${parts.smtp.folder}; logs and data in ${folder}`);
  for (const what of missing)
    console.log(`  There is no ${what} here; it runs without. \`npm run mesh:install\` brings it.`);
  console.log("\n  Ctrl-C stops all of it; what is under way is finished first.\n");
}

async function main(): Promise<void> {
  const folder = resolve(root, values.data);
  const secrets = await keepSecrets(folder);
  const topology = await startTopology({
    root,
    folder,
    secrets,
    replicas: Number(values.replicas),
    ports: { public: Number(values.port), operators: Number(values["operators-port"]) },
    traces: true,
    progress: (step) => console.log(`  ${step} …`),
  });
  tell(topology, folder);
  let stopping = false;
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.on(signal, () => {
      if (stopping) return;
      stopping = true;
      console.log("\nStopping …");
      topology.stop().then(() => process.exit(0), tellError);
    });
  }
}

function tellError(error: unknown): void {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}

main().catch(tellError);
