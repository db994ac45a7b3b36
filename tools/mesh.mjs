// `npm run mesh`: the platform on the real parts, a process a service; `npm run mesh:install` brings the parts.
import { spawn } from "node:child_process";
import { join } from "node:path";
import { demandNode, installIfStale, root } from "./workshop.mjs";

demandNode();
installIfStale();
const { generateIfStale } = await import("./gen.mjs");
await generateIfStale();
const { buildProcesses, bundle } = await import("./build.mjs");
await buildProcesses();

// Beside the packages that are not bundled.
const folder = "deploy/mesh/dist";
await bundle({ mesh: "deploy/mesh/src/main.ts" }, folder);
const mesh = spawn(
  process.execPath,
  ["--enable-source-maps", join(root, folder, "mesh.js"), ...process.argv.slice(2)],
  {
    stdio: "inherit",
    env: { ...process.env, PLATFORM_ROOT: root },
  },
);
// Ctrl-C reaches it by the terminal; a service manager signals this process alone.
process.on("SIGINT", () => undefined);
process.on("SIGTERM", () => mesh.kill("SIGTERM"));
mesh.on("exit", (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
