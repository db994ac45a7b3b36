// The steps of deploy/service.Dockerfile: `node tools/image.mjs build`, then `node tools/image.mjs <service> <folder>`.
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { buildProcesses, external, fileOnly, services } from "./build.mjs";
import { fail, root, run } from "./workshop.mjs";

/** Lays out what the image of a service holds in a folder, which is then all that the service needs beside Node. */
export async function assembleImage(service, folder) {
  if (!services.includes(service)) fail(`There is no service ${service}; there are ${services.join(", ")}.`);
  mkdirSync(folder, { recursive: true });
  // Modules are modules by this file's word.
  writeFileSync(join(folder, "package.json"), JSON.stringify({ name: service, private: true, type: "module" }));
  cpSync(join(root, "services", service, "dist"), join(folder, "dist"), { recursive: true });
  for (const owner of ["kit", service]) {
    const migrations = `services/${owner}/migrations`;
    if (existsSync(join(root, migrations)))
      cpSync(join(root, migrations), join(folder, migrations), { recursive: true });
  }
  if (service === "bff") cpSync(join(root, "web/dist"), join(folder, "web/dist"), { recursive: true });
  await bringPackages(service, folder);
}

/** The packages of a service that are not bundled with it, at the versions of the lockfile. */
async function bringPackages(service, folder) {
  const manifest = JSON.parse(readFileSync(join(root, "services", service, "package.json"), "utf8"));
  const wanted = Object.keys(manifest.dependencies).filter((name) => [...external, ...fileOnly].includes(name));
  if (wanted.length === 0) return;
  const scratch = mkdtempSync(join(tmpdir(), "platform-image-"));
  try {
    const own = join(scratch, "own");
    await pnpm("--filter", manifest.name, "deploy", "--prod", own);
    const path = join(own, "package.json");
    const { name, dependencies } = JSON.parse(readFileSync(path, "utf8"));
    const kept = Object.fromEntries(wanted.map((wantedName) => [wantedName, dependencies[wantedName]]));
    writeFileSync(path, JSON.stringify({ name, private: true, dependencies: kept }));
    rmSync(join(own, "node_modules"), { recursive: true });
    // Without links, so that a copy of the folder is whole.
    // What is patched is bundled.
    const flat = ["--no-frozen-lockfile", "--config.node-linker=hoisted", "--config.allowUnusedPatches=true"];
    await pnpm("--dir", own, "install", "--prod", "--offline", ...flat);
    // What begins with a dot there is pnpm's own.
    const filter = (from) => !/node_modules\/\.[^/]+$/.test(from);
    cpSync(join(own, "node_modules"), join(folder, "node_modules"), { recursive: true, filter });
  } finally {
    rmSync(scratch, { recursive: true });
  }
}

async function pnpm(...words) {
  const { packageManager } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const { code, output } = await run("npx", ["--yes", packageManager, ...words], { quiet: true });
  if (code !== 0) throw new Error(`pnpm ${words.join(" ")} failed:\n${output}`);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const [, , what, folder] = process.argv;
  if (what === "build") await buildProcesses();
  else if (what && folder) await assembleImage(what, resolve(folder));
  else fail("Say `build`, or a service and a folder.");
}
