import { readConfig } from "./config.ts";
import { databaseUrl, ensureDatabase, migrateService } from "./database.ts";
import { startHost } from "./host.ts";
import type { Service } from "./service.ts";
import { createLogger } from "./telemetry/logger.ts";
import { startTracing } from "./telemetry/start.ts";

/**
 * Runs a service as a process of its own, all from the environment; SIGTERM lets calls in flight finish. With the
 * argument `migrate` it brings the service's database up to date instead, and ends.
 */
export async function runProcess(service: Service): Promise<void> {
  try {
    if (process.argv[2] === "migrate") await migrate(service);
    else await serve(service);
  } catch (error) {
    console.error(error);
    process.exit(1);
  }
}

async function serve(service: Service): Promise<void> {
  const config = readConfig(process.env);
  const logger = createLogger(config.logLevel, undefined, config.logFormat);
  const stopTracing = await startTracing(service.name);
  const host = await startHost([service], config, { logger });
  logger.info({ service: service.name, port: host.port, adminPort: host.adminPort }, "ready");
  let stopping = false;
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.on(signal, () => {
      if (stopping) return;
      stopping = true;
      host
        .stop()
        .then(stopTracing)
        .then(
          () => process.exit(0),
          (err: unknown) => {
            logger.error({ err }, "the process could not stop in order");
            process.exit(1);
          },
        );
    });
  }
}

async function migrate(service: Service): Promise<void> {
  if (service.database === false) return;
  const config = readConfig(process.env);
  const url = databaseUrl(config, service.name);
  await ensureDatabase(url);
  await migrateService(url, config.root, service.name);
}
