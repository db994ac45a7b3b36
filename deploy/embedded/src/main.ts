import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import auth from "@platform/auth";
import bff from "@platform/bff";
import { createLogger, type Host, openLogFile, readConfig, type Service, startHost, startTracing } from "@platform/kit";
import { startPostgres } from "@platform/kit/embedded";
import knowledge from "@platform/knowledge";
import learning from "@platform/learning";
import news from "@platform/news";
import notification from "@platform/notification";
import user from "@platform/user";
import type { ServiceName } from "../../services.ts";
import { openData } from "./data.ts";
import { demoNeeds, demoPeople, fillDemo } from "./demo.ts";
import { type Options, readOptions } from "./options.ts";
import { demandFreePort } from "./ports.ts";
import { Sentence } from "./sentence.ts";

const declared: Record<ServiceName, Service> = { auth, user, learning, knowledge, news, notification, bff };
const root = process.env.PLATFORM_ROOT ?? process.cwd();

async function start(options: Options): Promise<() => Promise<void>> {
  await demandFreePort(options.port, "--port");
  await demandFreePort(options.grpcPort, "--grpc-port");
  const data = await openData(options.data);
  try {
    const postgres = await startPostgres({ folder: join(data.path, "postgres"), password: data.secrets.database });
    try {
      const stopTracing = await startTracing("platform");
      const host = await startServices(options, data, postgres.url);
      const wanted = !options.empty && demoNeeds.every((name) => options.only.includes(name));
      if (wanted && !(await data.hasDemo())) {
        console.log("Filling the demo space …");
        await fillDemo(host, data.secrets.demo);
        await data.noteDemo();
      }
      tell(options, data.secrets.demo, await data.hasDemo());
      return async () => {
        await host.stop();
        await stopTracing();
        await postgres.stop();
        await data.close();
      };
    } catch (cause) {
      await postgres.stop();
      throw cause;
    }
  } catch (cause) {
    await data.close();
    throw cause;
  }
}

async function startServices(options: Options, data: Awaited<ReturnType<typeof openData>>, url: string): Promise<Host> {
  await mkdir(join(data.path, "logs"), { recursive: true });
  process.env.PLATFORM_SECRET_KEYS ??= data.secrets.keys;
  if (!options.empty) process.env.PLATFORM_ADMIN_EMAIL ??= demoPeople.admin.email;
  const config = readConfig({
    PLATFORM_DATABASE_URL: url,
    PLATFORM_BLOBS_URL: pathToFileURL(join(data.path, "blobs")).href,
    PLATFORM_SECRET: data.secrets.platform,
    PLATFORM_PUBLIC_URL: `http://localhost:${options.port}`,
    PLATFORM_ROOT: root,
    ...process.env,
    PLATFORM_WEB_PORT: String(options.port),
    PLATFORM_GRPC_PORT: String(options.grpcPort),
  });
  const logger = createLogger(config.logLevel, openLogFile(join(data.path, "logs/platform.log")), config.logFormat);
  return startHost(
    options.only.map((name) => declared[name]),
    config,
    { logger },
  );
}

function tell(options: Options, password: string, demo: boolean): void {
  const address = `http://localhost:${options.port}`;
  console.log(
    `\n  The platform runs at ${address}   (gRPC at localhost:${options.grpcPort}, mail at ${address}/dev/mail)`,
  );
  if (demo) {
    console.log(`\n  Demo logins, both with the password ${password}`);
    console.log("    admin@example.org     runs the platform");
    console.log("    learner@example.org   learns");
  }
  console.log("\n  Ctrl-C stops it; what is under way is finished first.\n");
}

async function main(): Promise<void> {
  const started = performance.now();
  console.log("Starting …");
  const stop = await start(readOptions(process.argv.slice(2), process.env, root));
  let stopping = false;
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.on(signal, () => {
      if (stopping) return;
      stopping = true;
      console.log("\nStopping …");
      stop().then(
        () => process.exit(0),
        (error: unknown) => tellError(error),
      );
    });
  }
  // Said last: whoever hears it may stop the platform at once.
  console.log(`  Ready in ${((performance.now() - started) / 1000).toFixed(1)} s.`);
}

function tellError(error: unknown): void {
  console.error(error instanceof Sentence ? error.message : error);
  process.exit(1);
}

main().catch(tellError);
