// What every command of this repository needs before it can begin: the right Node, and the packages.
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The repository. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)));

const { packageManager, engines } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));

/** Ends the process with a sentence when this Node is older than the floor. */
export function demandNode() {
  const floor = engines.node.replace(">=", "").split(".").map(Number);
  const own = process.versions.node.split(".").map(Number);
  const older = own[0] < floor[0] || (own[0] === floor[0] && own[1] < floor[1]);
  if (older) fail(`Node ${floor.join(".")} or newer is needed; this is ${process.versions.node}.`);
}

/** Installs the packages when the lockfile changed since the last time. */
export function installIfStale() {
  const stamp = createHash("sha256")
    .update(readFileSync(join(root, "pnpm-lock.yaml")))
    .digest("hex");
  const stampFile = join(root, "node_modules/.installed");
  if (existsSync(stampFile) && readFileSync(stampFile, "utf8") === stamp) return;
  say("Installing packages (once; later starts skip this)");
  const npx = process.platform === "win32" ? "npx.cmd" : "npx";
  const install = spawnSync(npx, ["--yes", packageManager, "install", "--frozen-lockfile", "--reporter=append-only"], {
    cwd: root,
    stdio: ["ignore", "pipe", "pipe"],
    encoding: "utf8",
    env: { ...process.env, CI: "true" },
  });
  if (install.status !== 0) fail(`The packages could not be installed:\n${install.stdout}${install.stderr}`);
  mkdirSync(dirname(stampFile), { recursive: true });
  writeFileSync(stampFile, stamp);
}

/** Runs a command with the repository's binaries on PATH; answers with its exit code and what it printed. */
export function run(command, args, { quiet = false, env = {} } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: root,
      stdio: ["ignore", "pipe", "pipe"],
      env: { ...process.env, ...env, PATH: `${join(root, "node_modules/.bin")}${delimiter}${process.env.PATH}` },
    });
    let output = "";
    const take = (chunk) => {
      output += chunk;
      if (!quiet) process.stdout.write(chunk);
    };
    child.stdout.on("data", take);
    child.stderr.on("data", take);
    child.on("error", (error) => resolve({ code: 127, output: `${command}: ${error.message}` }));
    child.on("close", (code) => resolve({ code: code ?? 1, output }));
  });
}

/** One line of progress. */
export function say(text) {
  console.log(`${text} …`);
}

/** Says what is wrong and ends the process. */
export function fail(text) {
  console.error(text);
  process.exit(1);
}
